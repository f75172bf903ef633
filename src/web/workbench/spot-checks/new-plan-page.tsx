import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { PlanLine } from '#law/regulator/spot-check-plan.ts';
import { spotCheckPlan } from '#law/regulator/spot-check-plan.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { TableRows } from '#server/spot-checks/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { forgetDraft } from '../../kit/form/draft.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { useFilters } from '../search.ts';
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
  const [lines, setLines] = useState<readonly PlanLine[]>();
  const [round, setRound] = useState(0);
  const { replaces } = given as { readonly replaces?: string };
  const name = `book/spot-check-plan${replaces === undefined ? '' : `/${replaces}`}`;
  return (
    <Page title={replaces === undefined ? '编制监督抽查计划' : '修订监督抽查计划'}>
      <Panel title="从表格读入">
        <TableUpload<TableRows<PlanLine>>
          path="/api/spot-checks/plan-rows"
          template="/api/spot-checks/plan-template.xlsx"
          label="监督抽查计划表"
          onRows={({ rows }) => {
            // The lines of the table take the place of what was typed before.
            forgetDraft(name);
            setLines(rows);
            setRound(round + 1);
          }}
        />
      </Panel>
      <Panel title="计划">
        <DefinitionForm
          key={round}
          form={spotCheckPlan.form}
          name={name}
          given={{
            ...given,
            ...(lines === undefined ? {} : { lines }),
          }}
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
