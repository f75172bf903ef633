import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { outcomeOf } from '#law/enterprise/inspection/outcome.ts';
import { outcomeText } from '#law/enterprise/inspection/guards.ts';
import type { Inspection } from '#law/enterprise/inspection/guards.ts';
import { splitValues } from '#law/enterprise/inspection/values.ts';
import { law } from '#law/all.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { Preview, StandingPlan } from '#server/inspections/present.ts';
import { today } from '../../../kit/api/clock.ts';
import { useRead } from '../../../kit/api/read.ts';
import { readDraft, useDraftKeeper } from '../../../kit/form/draft.ts';
import { Page, Panel } from '../../../kit/page/page.tsx';
import { LotPicker } from '../../../kit/pick/lot-picker.tsx';
import { ProblemView } from '../../../kit/show/problem-view.tsx';
import { Basis } from '../../law/basis.tsx';
import { Verdict } from '../../spot-checks/verdict.tsx';
import { Finish } from './finish.tsx';
import { Sample } from './sample.tsx';
import { bookOf } from './stage.ts';
import { StandingView } from './standing-view.tsx';
import { cellsOf, measuredOf, sized } from './values.ts';
import type { Cells } from './values.ts';
import '../inspections.css';
import '../../spot-checks/spot-checks.css';

/** What is typed here and kept until it is submitted. */
interface Typed {
  /** Id of the lot, where it is on the platform. */
  readonly lot: string;
  readonly batch: string;
  readonly supplier: string;
  readonly lotSize: number | null;
  readonly first: Cells;
  readonly second: Cells;
}

/** Takes a lot and its values; a correction starts from the record that it replaces. */
export function Entry({ plan, before }: { plan: StandingPlan; before?: PresentedEntry }) {
  const book = bookOf[plan.stage];
  const name = `inspection/${before?.id ?? plan.entry}`;
  const draft = useDraftKeeper(name);
  const [typed, setTyped] = useState<Typed>(() => ({
    lot: '',
    batch: '',
    supplier: '',
    lotSize: null,
    first: [],
    second: [],
    ...(before === undefined ? {} : typedIn(plan, before)),
    ...(readDraft(name) as Partial<Typed> | undefined),
  }));
  const change = (own: Partial<Typed>) => {
    const next = { ...typed, ...own };
    draft.keep({ ...next });
    setTyped(next);
  };
  const isIncoming = plan.stage === 'incoming';
  const isKnown =
    typed.batch.trim() !== '' &&
    typed.lotSize !== null &&
    (!isIncoming || typed.supplier.trim() !== '');
  const question = {
    book,
    plan: plan.entry,
    lotSize: typed.lotSize ?? undefined,
    supplier: isIncoming ? typed.supplier.trim() : undefined,
    corrects: before?.id,
  };
  const preview = useRead<Preview>(isKnown ? '/api/inspections/preview' : undefined, question);
  return (
    <Page
      title={`${before === undefined ? '录入' : '更正'}检验：${plan.title}`}
      about={<Basis ids={law.book(book, today())!.basis} />}
    >
      <Panel title="本批">
        <div className="sampling-question">
          <label>
            产品名称
            <Input value={plan.productName} disabled />
          </label>
          {isIncoming && (
            <label>
              供货商
              <Input
                value={typed.supplier}
                onChange={({ target }) => change({ supplier: target.value })}
              />
            </label>
          )}
          <label>
            平台批次（可不选）
            <LotPicker
              value={typed.lot === '' ? undefined : typed.lot}
              onChange={(id = '', lot) =>
                change({ lot: id, ...(lot === undefined ? {} : { batch: lot.number }) })
              }
            />
          </label>
          <label>
            生产批号
            <Input value={typed.batch} onChange={({ target }) => change({ batch: target.value })} />
          </label>
          <label>
            批量（件）
            <InputNumber
              min={1}
              precision={0}
              value={typed.lotSize}
              onChange={(lotSize) => change({ lotSize })}
              style={{ width: '100%' }}
            />
          </label>
        </div>
      </Panel>
      {!isKnown && <p className="muted">填写批号和批量后，给出本批的抽样方案。</p>}
      {preview.problem !== undefined && <ProblemView problem={preview.problem} title="不能抽样" />}
      {isKnown && preview.value !== undefined && (
        <Drawn
          preview={preview.value}
          typed={typed}
          change={change}
          onDone={() => draft.end()}
          {...(before === undefined ? {} : { before })}
        />
      )}
    </Page>
  );
}

function Drawn({
  preview,
  typed,
  change,
  before,
  onDone,
}: {
  preview: Preview;
  typed: Typed;
  change: (own: Partial<Typed>) => void;
  before?: PresentedEntry;
  onDone: () => void;
}) {
  const { plan, stages } = preview;
  const [first, second] = stages;
  if (first === undefined) return <StandingView preview={preview} />;
  const severity = preview.standing?.severity ?? 'normal';
  const cells = (own: Cells, size: number) =>
    measuredOf(plan.items, sized(own, size, plan.items.length));
  const lotSize = typed.lotSize ?? 0;
  const firstValues = cells(typed.first, first.size);
  const judgedBy = severity === 'discontinued' ? 'tightened' : severity;
  const alone = outcomeOf(plan, { lotSize, first: firstValues }, judgedBy);
  const needsSecond = typeof alone === 'string' && alone.includes('请抽取第二样本');
  const values =
    needsSecond && second !== undefined
      ? { lotSize, first: firstValues, second: cells(typed.second, second.size) }
      : { lotSize, first: firstValues };
  const outcome = needsSecond ? outcomeOf(plan, values, judgedBy) : alone;
  return (
    <>
      <StandingView preview={preview} />
      <Panel title={second === undefined ? '实测值' : '第一样本实测值'}>
        <Sample
          plan={plan}
          label="第一样本"
          size={first.size}
          cells={typed.first}
          onChange={(next) => change({ first: next })}
        />
      </Panel>
      {needsSecond && second !== undefined && (
        <Panel title="第二样本实测值" note={typeof alone === 'string' ? alone : undefined}>
          <Sample
            plan={plan}
            label="第二样本"
            size={second.size}
            cells={typed.second}
            onChange={(next) => change({ second: next })}
          />
        </Panel>
      )}
      <Panel title="判定">
        {typeof outcome === 'string' ? (
          <p className="muted" role="status">
            {outcome}
          </p>
        ) : (
          <div className="stack">
            <p role="status">
              <Verdict conclusion={outcome.verdict} /> {outcomeText(outcome)}
            </p>
            <Finish
              key={JSON.stringify([values, outcome])}
              plan={plan}
              typed={typed}
              given={{ ...values, outcome }}
              isGood={outcome.verdict === 'pass'}
              {...(before === undefined ? {} : { before })}
              onDone={onDone}
            />
          </div>
        )}
      </Panel>
    </>
  );
}

/** The values of a record as they stand in the grids. */
function typedIn(plan: StandingPlan, { input }: PresentedEntry): Partial<Typed> {
  const own = input as unknown as Partial<Inspection>;
  const cells = (measured: Inspection['first'] = []) =>
    cellsOf(
      plan.items,
      plan.items.map(({ item }) =>
        splitValues(measured.find((one) => one.item === item)?.values ?? ''),
      ),
    );
  return {
    lot: own.lot ?? '',
    batch: own.batch ?? '',
    supplier: own.supplier ?? '',
    lotSize: own.lotSize ?? null,
    first: cells(own.first),
    second: cells(own.second),
  };
}
