import { Button, Input, Radio } from 'antd';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { parseForm } from '#kernel/decide.ts';
import { challengeFor } from '#kernel/derive/challenge.ts';
import { placeTitle } from '#kernel/check/place.ts';
import type { DailyRecord } from '#law/enterprise/daily/form.ts';
import type { PresentedEntry, RecordList } from '#server/entries/present.ts';
import type { PhoneToday } from '#server/phone/present.ts';
import { now } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { readDraft, useDraftKeeper } from '../../kit/form/draft.ts';
import { FilesInput } from '../../kit/form/files-input.tsx';
import { toPath } from '../../kit/form/values.ts';
import type { Values } from '../../kit/form/values.ts';
import { Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { useMe } from '../me.tsx';
import { blank, fillingOf, itemsOf, othersOn, recordOf, unanswered, versionFor } from './daily.ts';
import type { Filling } from './daily.ts';
import { DailyItem } from './daily-item.tsx';
import { ReasonField } from './reason-field.tsx';
import type { Recording } from './recording.ts';
import './daily.css';

/** Fills in the daily record at a desk, by the version of the list that held on that day. */
export function DailyEditor(recording: Recording) {
  const versions = useRead<RecordList>('/api/books/risk-control-list/records');
  const phone = useRead<PhoneToday>('/api/phone/today');
  return (
    <Shown reading={versions} rows={8}>
      {({ records }) => {
        const version = versionFor(records, recording.period.to);
        return version === undefined ? (
          <Panel>
            <Empty title="还没有风险管控清单">
              日管控按清单逐项检查，请先<Link to="/risk-list/edit">编制风险管控清单</Link>。
            </Empty>
          </Panel>
        ) : (
          <Editing {...recording} version={version} phone={phone.value} />
        );
      }}
    </Shown>
  );
}

function Editing({
  duty,
  period,
  isLate,
  before,
  onDone,
  version,
  phone,
}: Recording & { version: PresentedEntry; phone: PhoneToday | undefined }) {
  const head = phone?.checkpoint;
  const me = useMe();
  const name = `duty/${duty.id}/${period.from}${before === undefined ? '' : '/correction'}`;
  const [filling, setFilling] = useState<Filling>(() => startOf(name, before));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const draft = useDraftKeeper(name);
  const refresh = useRefresh();
  const openedAt = useRef(now());
  const items = itemsOf(version);
  const daily = items.filter(({ frequency }) => frequency === 'day');
  const { pressing, rest } = othersOn(period.from, items, phone?.list?.periodic);
  const codes = daily.map(({ code }) => code);
  const chosen =
    head === undefined || before !== undefined
      ? undefined
      : challengeFor(head.root, me.organisation?.id ?? '', period.from, codes);
  const challenge = before === undefined ? drawn(head, chosen) : challengeOf(before);
  const left = filling.dayType === 'idle' ? [] : unanswered(items, filling);
  const wantsPhoto =
    chosen !== undefined && filling.dayType === 'production' && filling.challengePhoto.length === 0;
  const needsReason = isLate || before !== undefined;

  function change(part: Partial<Filling>) {
    const next = { ...filling, ...part };
    setFilling(next);
    draft.keep(next as unknown as Values);
  }

  async function send() {
    const input = recordOf(filling, { record: version.id, items }, challenge, openedAt.current);
    const judged = parseForm(duty.form, input, []);
    if (!judged.ok) {
      return setProblem({
        status: 422,
        code: judged.code,
        detail: judged.sentence,
        basis: [],
        issues: judged.issues ?? [],
      });
    }
    setBusy(true);
    const answer = await submitOnce(name, `/api/duties/${duty.id}/records`, {
      period: period.from,
      input,
      ...(needsReason ? { reason } : {}),
      ...(before === undefined ? {} : { corrects: before.id }),
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    draft.end();
    onDone(answer.value);
    await refresh();
  }

  const itemFor = (code: string) => (
    <DailyItem
      key={code}
      item={items.find((one) => one.code === code)!}
      answer={filling.answers[code] ?? {}}
      onChange={(answer) => change({ answers: { ...filling.answers, [code]: answer } })}
    />
  );

  return (
    <Panel
      title="检查情况"
      note={`按${dayOf(version.at)}版风险管控清单，每日项目${daily.length}项`}
      acts={
        <a href="/phone/" className="phone-hint">
          在现场请用手机办理：手机浏览器打开 {location.host}/phone/
        </a>
      }
    >
      <Radio.Group
        aria-label="当日情况"
        value={filling.dayType}
        onChange={(event) => change({ dayType: event.target.value as Filling['dayType'] })}
        options={[
          { value: 'production', label: '正常生产经营' },
          { value: 'idle', label: '停产、休业' },
        ]}
      />
      {filling.dayType === 'idle' ? (
        <Input
          aria-label="停产、休业原因"
          placeholder="停产、休业原因，如设备检修、节假日休业"
          value={filling.idleReason}
          maxLength={200}
          onChange={(event) => change({ idleReason: event.target.value })}
        />
      ) : (
        <>
          <ol className="daily-items">{codes.map(itemFor)}</ol>
          {pressing.length > 0 && (
            <section className="daily-pressing">
              <h3>本周、本月须查（{pressing.length}项）</h3>
              <p className="muted">
                每周或每月检查一次，本期还没有检查；今天不查的留空，不影响提交。
              </p>
              <ol className="daily-items">{pressing.map(({ code }) => itemFor(code))}</ol>
            </section>
          )}
          {rest.length > 0 && (
            <details className="daily-others">
              <summary>加查每周、每月项目（{rest.length}项，可不填）</summary>
              <ol className="daily-items">{rest.map(({ code }) => itemFor(code))}</ol>
            </details>
          )}
          {chosen !== undefined && (
            <section className="note daily-challenge">
              <p>
                今日随机拍照项目：<strong className="num">{chosen}</strong>
                　由存证账本最新检查点随机选定，无法事先准备，请现场拍摄后上传。
              </p>
              <FilesInput
                label="随机拍照项目的照片"
                max={1}
                pictures
                value={[...filling.challengePhoto]}
                onChange={(challengePhoto) => change({ challengePhoto })}
              />
            </section>
          )}
        </>
      )}
      <Input.TextArea
        aria-label="备注"
        placeholder="备注（选填）"
        value={filling.remark}
        onChange={(event) => change({ remark: event.target.value })}
        autoSize={{ minRows: 1 }}
        maxLength={4000}
      />
      {needsReason && (
        <ReasonField
          value={reason}
          onChange={setReason}
          why={before === undefined ? 'late' : 'correction'}
          policy={duty.late.policy}
        />
      )}
      {problem !== undefined && (
        <ProblemView
          problem={problem}
          titleOf={(path) => placeTitle(duty.form, toPath(path)) || '整体'}
        />
      )}
      <div className="form-foot">
        <Button
          type="primary"
          loading={isBusy}
          disabled={left.length > 0 || wantsPhoto}
          onClick={() => void send()}
        >
          {hasFinding(filling) ? '提交检查记录' : '提交（零风险报告）'}
        </Button>
        {left.length > 0 ? (
          <span className="muted">还有{left.length}项没有检查结果</span>
        ) : (
          wantsPhoto && <span className="muted">还需上传随机拍照项目“{chosen}”的照片</span>
        )}
      </div>
    </Panel>
  );
}

function hasFinding({ dayType, answers }: Filling): boolean {
  return dayType === 'idle' || Object.values(answers).some(({ result }) => result === 'finding');
}

function startOf(name: string, before: PresentedEntry | undefined): Filling {
  const kept = readDraft(name);
  if (kept !== undefined) return kept as unknown as Filling;
  return before === undefined ? blank : fillingOf(before.input as unknown as DailyRecord);
}

function drawn(head: PhoneToday['checkpoint'], item: string | undefined) {
  return head === undefined || item === undefined ? undefined : { checkpointSize: head.size, item };
}

/** A correction keeps the challenge of the record before it. */
function challengeOf(before: PresentedEntry) {
  const { challenge } = before.input as unknown as DailyRecord;
  return challenge && { checkpointSize: challenge.checkpointSize, item: challenge.item };
}
