import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { PlanLine } from '#law/regulator/spot-check-plan.ts';
import { spotCheckPlan } from '#law/regulator/spot-check-plan.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { TableRows } from '#server/spot-checks/present.ts';
import type { WatchSummary } from '#server/watches/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { forgetDraft, readDraft } from '../../kit/form/draft.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { useFilters } from '../search.ts';
import { PlanWatches } from '../watches/plan-watches.tsx';
import { planOf } from './records.ts';
import { TableUpload } from './table-upload.tsx';
import './spot-checks.css';

/** Writes a plan, by hand or from a spreadsheet; a revision starts from the edition that it replaces. */
export function NewPlanPage() {
  const [search] = useFilters();
  const replaces = search['replaces'];
  const former = useRead<PresentedEntry>(
    replaces === undefined ? undefined : `/api/entries/${replaces}`,
  );
  if (replaces === undefined) return <PlanForm given={{ edition: 1 }} />;
  return (
    <Shown reading={former} rows={10}>
      {(entry) => (
        <PlanForm given={{ ...entry.input, edition: planOf(entry).edition + 1, replaces }} />
      )}
    </Shown>
  );
}

function PlanForm({ given }: { given: Values }) {
  const router = useRouter();
  const [filled, setFilled] = useState<Values>({});
  const [round, setRound] = useState(0);
  const { replaces } = given as { readonly replaces?: string };
  const name = `book/spot-check-plan${replaces === undefined ? '' : `/${replaces}`}`;
  const standing = () => readDraft(name) ?? { ...given, ...filled };
  const lines = ((standing() as { lines?: readonly Partial<PlanLine>[] }).lines ?? []).filter(
    (line) => Object.values(line).some((value) => (value ?? '') !== ''),
  );
  /** Puts values into the form anew, in place of what was typed before. */
  const fill = (values: Values) => {
    forgetDraft(name);
    setFilled(values);
    setRound(round + 1);
  };
  /** A line for what is watched; whoever plans fills in the rest. */
  const addLine = ({ region }: WatchSummary, productClass: string) => {
    const key = String(Math.max(0, ...lines.map((line) => Number(line.key) || 0)) + 1);
    const line = { key, productClass, region: String(region), stage: 'any' };
    fill({ ...standing(), lines: [...lines, line] });
  };
  return (
    <Page title={replaces === undefined ? '编制监督抽查计划' : '修订监督抽查计划'}>
      <Panel title="从表格读入">
        <TableUpload<TableRows<PlanLine>>
          path="/api/spot-checks/plan-rows"
          template="/api/spot-checks/plan-template.xlsx"
          label="监督抽查计划表"
          // The lines of the table take the place of what was typed before.
          onRows={({ rows }) => fill({ lines: rows })}
        />
      </Panel>
      <PlanWatches lines={lines} add={addLine} />
      <Panel title="计划">
        <DefinitionForm
          key={round}
          form={spotCheckPlan.form}
          name={name}
          given={{ ...given, ...filled }}
          submitLabel="登记计划"
          submit={(input) => submitOnce(name, '/api/books/spot-check-plan/records', { input })}
          onDone={({ id }) =>
            void router.navigate({ to: '/spot-check-plans/$plan', params: { plan: id } })
          }
          onCancel={() => router.history.back()}
        />
      </Panel>
    </Page>
  );
}
