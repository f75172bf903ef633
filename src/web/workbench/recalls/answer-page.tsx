import { App, Button, Checkbox, Input } from 'antd';
import { useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProceedingDetail } from '#server/proceedings/present.ts';
import type { NoticeLot, NoticeSheet } from '#server/recalls/present.ts';
import { today } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { FilesInput } from '../../kit/form/files-input.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { Consumers, startOfConsumers } from './consumers.tsx';
import { LotCard } from './lot-card.tsx';
import { NoticeFacts } from './notice-facts.tsx';
import { answersOf, consumersOf, gapOf, startOf, stoppedBefore } from './sheet.ts';
import type { LotRow } from './sheet.ts';
import './recalls.css';

/** A holder's answer on a phone: each lot starts with what the records say, so that only what differs is typed. */
export function AnswerPage() {
  const { id } = useParams({ from: '/shell/recall-notices/$id' });
  const sheet = useRead<NoticeSheet>(`/api/recall-notices/${id}`);
  const detail = useRead<ProceedingDetail>(`/api/proceedings/${id}`);
  return (
    <Shown reading={detail} rows={6}>
      {(proceeding) => (
        <Page
          title={`召回答复：${proceeding.title}`}
          about="立即停止经营并封存；核对每个批次的去向，合计须等于购进数量。"
          narrow
        >
          <NoticeFacts proceeding={proceeding} />
          <Shown reading={sheet} rows={6}>
            {(value) => <Sheet key={value.lots.length} sheet={value} proceeding={proceeding} />}
          </Shown>
        </Page>
      )}
    </Shown>
  );
}

function Sheet({ sheet, proceeding }: { sheet: NoticeSheet; proceeding: ProceedingDetail }) {
  const { id, lots, total } = sheet;
  const router = useRouter();
  const refresh = useRefresh();
  const { message } = App.useApp();
  const [q, setQ] = useState('');
  const [rows, setRows] = useState<Readonly<Record<string, LotRow>>>(() =>
    Object.fromEntries(lots.map((lot) => [lot.id, startOf(lot)])),
  );
  const [stoppedOn, setStoppedOn] = useState<string | undefined>(
    () => stoppedBefore(proceeding.timeline) ?? today(),
  );
  const [people, setPeople] = useState(startOfConsumers);
  const [isDisplayed, setDisplayed] = useState(false);
  const [evidence, setEvidence] = useState<string[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const uneven = lots.filter(
    (lot) => rows[lot.id] === undefined || gapOf(lot, rows[lot.id]!) !== '0',
  );
  const found = lots.filter(({ number, product, model = '' }) =>
    `${product}${model}${number}`.toLowerCase().includes(q.trim().toLowerCase()),
  );

  async function send() {
    setBusy(true);
    const input = {
      stoppedOn,
      displayed: isDisplayed,
      ...answersOf(lots, rows),
      ...consumersOf(rows, people),
      coverage: lots.length < total ? 'part' : 'all',
      evidence,
    };
    const answer = await submitOnce(`recall-answer/${id}`, `/api/proceedings/${id}/acts/answer`, {
      input,
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    message.success('已答复');
    await refresh();
    await router.navigate({ to: '/proceedings/$id', params: { id } });
  }

  const mayAnswer = proceeding.offers.some(({ act }) => act === 'answer');
  return (
    <div className="stack">
      {lots.length > 3 && (
        <Input
          type="search"
          aria-label="查找批次"
          placeholder="扫码或者输入批号、产品名称"
          value={q}
          onChange={({ target }) => setQ(target.value)}
          allowClear
        />
      )}
      {found.map((lot: NoticeLot) => (
        <LotCard
          key={lot.id}
          lot={lot}
          row={rows[lot.id] ?? startOf(lot)}
          onChange={(row) => setRows({ ...rows, [lot.id]: row })}
        />
      ))}
      <Panel title="停止经营、凭证和公开">
        <div className="stack">
          <label className="answer-people" htmlFor="stopped-on">
            停止经营日期{' '}
            <DateInput
              id="stopped-on"
              label="停止经营日期"
              {...(stoppedOn === undefined ? {} : { value: stoppedOn })}
              onChange={setStoppedOn}
            />
          </label>
          <p className="muted">收到通知前已经停止的，填实际停止的日期；不能晚于今天。</p>
          <FilesInput
            value={evidence}
            onChange={setEvidence}
            max={9}
            label="库存照片、退货单、销毁记录"
          />
          <Checkbox checked={isDisplayed} onChange={({ target }) => setDisplayed(target.checked)}>
            已在门店、网站公开召回信息
          </Checkbox>
          <Consumers rows={rows} value={people} onChange={setPeople} />
        </div>
      </Panel>
      {problem !== undefined && (
        <ProblemView
          problem={problem}
          titleOf={(path) => titles[path.split('.')[0] ?? ''] ?? '整体'}
        />
      )}
      <div className="form-foot">
        <Button
          type="primary"
          size="large"
          disabled={!mayAnswer || uneven.length > 0}
          loading={isBusy}
          onClick={() => void send()}
        >
          提交答复
        </Button>
        {uneven.length > 0 && <span className="layer-rest">还有{uneven.length}个批次不平</span>}
      </div>
    </div>
  );
}

const titles: Readonly<Record<string, string>> = {
  items: '各批次去向',
  buyers: '平台以外的购买单位',
  evidence: '凭证',
  stoppedOn: '停止经营日期',
  consumerCount: '消费者人数',
  consumersUnknown: '无法统计的原因',
};
