/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { placeText } from '#ledger/position.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { correct } from '../acts/fill.ts';
import { push } from '../acts/load.ts';
import { go } from '../acts/route.ts';
import { toast, useApp } from '../acts/state.ts';
import type { DayKind } from '../day/record.ts';
import type { KeptRecord } from '../day/renew.ts';
import { dayTitle, momentTitle, weekdayTitle } from '../day/words.ts';
import { Icon } from '../parts/icons.tsx';
import type { Kept, Parcel } from '../store/drafts.ts';
import { SentBackScreen } from './sent-back.tsx';
import { useEntry } from './entry.ts';

/** A record after it was handed in: on its way, refused, or confirmed. */
export function DoneScreen({ entry: id }: { readonly entry: string }) {
  const { parcels, receipts } = useApp();
  const parcel = parcels.find((one) => one.id === id);
  const receipt = receipts.find((one) => one.id === id);
  const entry = useEntry(parcel === undefined ? id : undefined, receipt);
  if (parcel?.refused !== undefined)
    return <SentBackScreen parcel={parcel} refused={parcel.refused} />;
  if (parcel !== undefined) return <OnItsWay parcel={parcel} />;
  const shown = receipt ?? (entry && summaryOf(entry));
  return (
    <>
      <Head />
      <main class="done">
        {shown === undefined ? (
          <p class="quiet">正在读取记录，需要联网…</p>
        ) : (
          <Confirmed receipt={shown} entry={entry} />
        )}
      </main>
    </>
  );
}

function Head() {
  return (
    <header class="bar-top">
      <button type="button" class="round" aria-label="返回" onClick={() => go('/')}>
        <Icon name="back" />
      </button>
      <h1>回执</h1>
    </header>
  );
}

function OnItsWay({ parcel }: { readonly parcel: Parcel }) {
  const { isSending, isOnline, isSignedOut } = useApp();
  const { day, fault, handedInAt } = parcel;
  return (
    <>
      <Head />
      <main class="done">
        <section class="verdict is-waiting" role="status">
          <span class="seal is-waiting">
            <Icon name="clock" size={48} />
          </span>
          <h2>{isSending ? '正在提交…' : '已存在本机，等待提交'}</h2>
          <p>
            {isSignedOut && '登录已过期，重新登录后自动提交，填写的内容不会丢失。'}
            {!isSignedOut &&
              (isOnline && fault !== undefined
                ? fault
                : '联网后自动提交，可以离开本页，也可以关闭手机。')}
          </p>
        </section>
        <dl class="card facts">
          <Fact title="检查日期">{`${dayTitle(day)} ${weekdayTitle(day)}`}</Fact>
          <Fact title="填写完成">{momentTitle(handedInAt, day)}</Fact>
          <Fact title="记录编号">
            <code>{parcel.id}</code>
          </Fact>
        </dl>
        {isSignedOut ? (
          <button type="button" class="button is-primary" onClick={() => go('/sign-in')}>
            重新登录并提交
          </button>
        ) : (
          <button
            type="button"
            class="button is-primary"
            disabled={isSending}
            onClick={() => void push()}
          >
            立即提交
          </button>
        )}
        <button type="button" class="button is-plain" onClick={() => go('/')}>
          返回今日
        </button>
      </main>
    </>
  );
}

function Confirmed(props: { readonly receipt: Kept; readonly entry: PresentedEntry | undefined }) {
  const { receipt, entry } = props;
  const { kind, findings, lines, day, at, late, contentHash, id, corrects } = receipt;
  const { kept } = useApp();
  const index = receipt.index ?? entry?.index;
  const copy = async () => {
    await navigator.clipboard?.writeText(`${id} ${contentHash}`);
    toast('已复制编号和指纹。');
  };
  return (
    <>
      <section class={`verdict is-${kind}`} role="status">
        <span class="seal is-done">
          <Icon name="check" size={56} />
        </span>
        <h2>{verdictTitle(kind, corrects !== undefined)}</h2>
        <p>
          {kind === 'zero' && `${lines}项检查未发现问题`}
          {kind === 'finding' && `发现${findings}项问题，已转入整改并通知负责人`}
          {kind === 'idle' && '当日不填写检查项目'}
          {late && '（补录）'}
        </p>
      </section>
      <dl class="card facts">
        <Fact title="检查日期">{`${dayTitle(day)} ${weekdayTitle(day)}`}</Fact>
        <Fact title="提交时间">{momentTitle(at, '')}</Fact>
        <Fact title="存证状态">
          <span class={`state is-${index === undefined ? 'waiting' : 'logged'}`}>
            {index === undefined ? '待入账' : `已入账 · ${placeText(index)}`}
          </span>
        </Fact>
        <Fact title="记录编号">
          <code>{id}</code>
        </Fact>
        <Fact title="内容指纹">
          <code>{contentHash.replaceAll(/(.{8})/g, '$1 ').trim()}</code>
        </Fact>
      </dl>
      <button type="button" class="button is-primary" onClick={() => go('/')}>
        返回今日
      </button>
      <div class="pair">
        <button type="button" class="button is-plain" onClick={() => void copy()}>
          复制指纹
        </button>
        {index !== undefined && (
          <a class="button is-plain" href={`/api/entries/${id}/receipt`} download>
            下载存证回执
          </a>
        )}
        {index !== undefined && (
          <a class="button is-plain" href={`/verify?entry=${id}`}>
            核验回执
          </a>
        )}
      </div>
      {entry !== undefined && kept?.today.mine === true && <Correction entry={entry} />}
    </>
  );
}

function Correction({ entry }: { readonly entry: PresentedEntry }) {
  if (entry.correctedBy !== undefined) {
    return (
      <button
        type="button"
        class="button is-plain"
        onClick={() => go(`/done/${entry.correctedBy}`)}
      >
        这份记录已更正，查看更正后的记录
      </button>
    );
  }
  return (
    <button type="button" class="button is-plain" onClick={() => void correct(entry)}>
      填错了？更正这份记录
    </button>
  );
}

function Fact(props: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function verdictTitle(kind: DayKind, isCorrection: boolean): string {
  const titles = { zero: '零风险报告', finding: '检查记录', idle: '停产、休业记录' };
  return `${isCorrection ? '更正后的' : ''}${titles[kind]}已提交`;
}

/** A record that another phone handed in, as this one shows it. */
function summaryOf(entry: PresentedEntry): Kept {
  const { items = [], dayType } = entry.input as KeptRecord;
  const findings = items.filter(({ result }) => result === 'finding').length;
  const kind: DayKind = dayType === 'idle' ? 'idle' : findings > 0 ? 'finding' : 'zero';
  const { id, at, late, contentHash, period, corrects } = entry;
  const plain = { id, account: '', day: period ?? dayOf(at), kind, findings };
  const rest = { lines: items.length, at, late, contentHash };
  return { ...plain, ...rest, ...(corrects === undefined ? {} : { corrects }) };
}
