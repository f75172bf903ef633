import { Input, InputNumber } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { outcomeOf } from '#law/enterprise/inspection/outcome.ts';
import { outcomeText } from '#law/enterprise/inspection/guards.ts';
import { law } from '#law/all.ts';
import type { Equipment, Preview, StandingPlan } from '#server/inspections/present.ts';
import { today } from '../../../kit/api/clock.ts';
import { useRead } from '../../../kit/api/read.ts';
import { readDraft, useDraftKeeper } from '../../../kit/form/draft.ts';
import { DefinitionForm } from '../../../kit/form/definition-form.tsx';
import { Page, Panel } from '../../../kit/page/page.tsx';
import { ProblemView } from '../../../kit/show/problem-view.tsx';
import { Empty, Shown } from '../../../kit/show/states.tsx';
import { submitRecord } from '../../books/submit-record.ts';
import { Basis } from '../../law/basis.tsx';
import { useFilters } from '../../search.ts';
import { Verdict } from '../../spot-checks/verdict.tsx';
import { Sample } from './sample.tsx';
import { bookOf } from './stage.ts';
import { StandingView } from './standing-view.tsx';
import { measuredOf, sized } from './values.ts';
import type { Cells } from './values.ts';
import '../inspections.css';
import '../../spot-checks/spot-checks.css';

/** Inspects a lot by a plan: what lot, how many to draw, the values, and the verdict that follows from them. */
export function EntryPage() {
  const [search] = useFilters();
  const plans = useRead<{ plans: readonly StandingPlan[] }>('/api/inspections/plans');
  return (
    <Shown reading={plans} rows={8}>
      {({ plans: all }) => {
        const plan = all.find(({ entry }) => entry === search['plan']);
        return plan === undefined ? (
          <Page title="录入检验">
            <Empty title="没有这份检验方案">它可能已有新版本，请从产品检验页面重新选择。</Empty>
          </Page>
        ) : (
          <Entry key={plan.entry} plan={plan} />
        );
      }}
    </Shown>
  );
}

/** What is typed here and kept until it is submitted. */
interface Typed {
  readonly batch: string;
  readonly supplier: string;
  readonly lotSize: number | null;
  readonly first: Cells;
  readonly second: Cells;
}

function Entry({ plan }: { plan: StandingPlan }) {
  const book = bookOf[plan.stage];
  const name = `inspection/${plan.entry}`;
  const draft = useDraftKeeper(name);
  const [typed, setTyped] = useState<Typed>(() => ({
    batch: '',
    supplier: '',
    lotSize: null,
    first: [],
    second: [],
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
  };
  const preview = useRead<Preview>(isKnown ? '/api/inspections/preview' : undefined, question);
  return (
    <Page title={`录入检验：${plan.title}`} about={<Basis ids={law.book(book, today())!.basis} />}>
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
        <Drawn preview={preview.value} typed={typed} change={change} onDone={() => draft.end()} />
      )}
    </Page>
  );
}

function Drawn({
  preview,
  typed,
  change,
  onDone,
}: {
  preview: Preview;
  typed: Typed;
  change: (own: Partial<Typed>) => void;
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
              onDone={onDone}
            />
          </div>
        )}
      </Panel>
    </>
  );
}

/** Who tested with what, who signs; everything else is known already. */
function Finish({
  plan,
  typed,
  given,
  isGood,
  onDone,
}: {
  plan: StandingPlan;
  typed: Typed;
  given: object;
  /** A lot that failed gets no certificate. */
  isGood: boolean;
  onDone: () => void;
}) {
  const router = useRouter();
  const book = law.book(bookOf[plan.stage], today())!;
  const tools = useRead<{ equipment: readonly Equipment[] }>('/api/equipment');
  const fixed = {
    plan: plan.entry,
    productName: plan.productName,
    batch: typed.batch.trim(),
    ...(plan.stage === 'incoming' ? { supplier: typed.supplier.trim() } : {}),
    ...(plan.sampling === 'aql' ? { scheme: plan.scheme } : {}),
    ...given,
  };
  if (tools.isLoading) return null;
  const fitting = (tools.value?.equipment ?? []).filter(
    ({ state, isOverdue, items }) =>
      state === 'in-use' && !isOverdue && plan.items.some(({ item }) => items.includes(item)),
  );
  return (
    <DefinitionForm
      form={book.form}
      name={`book/${book.id}/${plan.entry}`}
      given={{
        attempt: 'first',
        testedOn: today(),
        laboratory: 'own',
        equipment: fitting.map(({ number }) => ({ number })),
        ...fixed,
      }}
      hidden={[
        'plan',
        'productName',
        'supplier',
        'batch',
        'lotSize',
        'scheme',
        'first',
        'second',
        'outcome',
        ...(isGood ? [] : ['certificateNumber']),
      ]}
      submitLabel="记入检验记录"
      submit={(input) => submitRecord(book.id, input)}
      onDone={({ id }) => {
        onDone();
        void router.navigate({ to: '/entries/$id', params: { id } });
      }}
    />
  );
}
