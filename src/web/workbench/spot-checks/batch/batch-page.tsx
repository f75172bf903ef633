import { App } from 'antd';
import { useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { spotCheckBatch } from '#law/regulator/spot-check-batch.ts';
import type { DrawResult } from '#server/draws/present.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { PlanProgress, TableRows } from '#server/spot-checks/present.ts';
import { useRead } from '../../../kit/api/read.ts';
import { submitOnce } from '../../../kit/api/submission.ts';
import { forgetDraft, readDraft } from '../../../kit/form/draft.ts';
import { DefinitionForm } from '../../../kit/form/definition-form.tsx';
import type { Values } from '../../../kit/form/values.ts';
import { Page, Panel } from '../../../kit/page/page.tsx';
import { Shown } from '../../../kit/show/states.tsx';
import { useFilters } from '../../search.ts';
import { DrawnPanel } from './drawn-panel.tsx';
import { addDrawn, addWatched } from './drawn-tasks.ts';
import type { Line } from './drawn-tasks.ts';
import { rulesOf } from '../records.ts';
import { TableUpload } from '../table-upload.tsx';
import { BatchWatches } from '../../watches/batch-watches.tsx';
import '../spot-checks.css';

/**
 * Opens many checks from one line of a plan: all of them, or none with each refused row named. The list comes from a
 * spreadsheet, from a draw, or is typed.
 */
export function BatchPage() {
  const { plan: id } = useParams({ from: '/shell/spot-check-plans/$plan/batch' });
  const plan = useRead<PlanProgress>(`/api/spot-checks/plans/${id}/progress`);
  const rules = useRead<{ records: readonly PresentedEntry[] }>(
    '/api/books/spot-check-rules/records',
  );
  return (
    <Shown reading={plan} rows={10}>
      {(found) => (
        <Shown reading={rules}>{({ records }) => <Batch plan={found} rules={records} />}</Shown>
      )}
    </Shown>
  );
}

/** What the form holds of tasks. */
interface Standing {
  readonly tasks?: readonly Values[];
  readonly drawnFrom?: string;
}

function Batch({ plan, rules }: { plan: PlanProgress; rules: readonly PresentedEntry[] }) {
  const { message } = App.useApp();
  const router = useRouter();
  const [search] = useFilters();
  const [filled, setFilled] = useState<Values>();
  const [round, setRound] = useState(0);
  const line = plan.lines.find(({ key }) => key === search['line']) ?? plan.lines[0];
  const own = rules.find(
    (record) =>
      rulesOf(record).productClass === line?.productClass &&
      !rules.some(({ input }) => input['replaces'] === record.id),
  );
  const name = `book/spot-check-batch/${plan.entry}/${line?.key ?? ''}`;
  const standing = () => readDraft(name) ?? filled;
  /** Puts rows and their source into the form, and leaves the rest as it was typed. */
  const fill = (change: Values) => {
    setFilled({ ...standing(), ...change });
    forgetDraft(name);
    setRound(round + 1);
  };
  const add = (result: DrawResult, from: number) => {
    const { tasks: present = [], drawnFrom } = (standing() ?? {}) as Standing;
    // A batch is held against one draw: tasks from two would be refused.
    if (drawnFrom !== undefined && drawnFrom !== result.id) return 'other-draw';
    const found = addDrawn(result, drawnLine(plan, line, own), present, from);
    if (found.added > 0) fill({ tasks: found.tasks, drawnFrom: found.drawnFrom });
    return found;
  };
  const addOne = (organisation: string) => {
    const { tasks = [] } = (standing() ?? {}) as Standing;
    fill({ tasks: addWatched(organisation, drawnLine(plan, line, own), tasks) });
  };
  return (
    <Page
      title="分配抽查任务"
      about={`${plan.title} 第${line?.key ?? ''}行：${line?.classTitle ?? ''}，计划${line?.batches ?? 0}批，已下达${line?.opened ?? 0}批。全部下达，或者有误时一项也不下达。`}
    >
      <Panel title="从表格读入">
        <TableUpload<TableRows<Values>>
          path="/api/spot-checks/tasks-rows"
          template="/api/spot-checks/tasks-template.xlsx"
          label="抽查任务表"
          onRows={({ rows }) => fill({ tasks: rows, drawnFrom: undefined })}
        />
      </Panel>
      <Panel title="从抽取结果填入">
        <DrawnPanel add={add} />
      </Panel>
      <BatchWatches productClass={line?.productClass} add={addOne} />
      <Panel title="任务">
        <DefinitionForm
          key={round}
          form={spotCheckBatch.form}
          name={name}
          given={{
            plan: plan.entry,
            line: line?.key,
            laboratory: line?.laboratory,
            handler: line?.body,
            site:
              line?.stage === 'online'
                ? 'online'
                : line?.stage === 'production'
                  ? 'producer'
                  : 'seller',
            ...(own === undefined ? {} : { rules: own.id }),
            ...filled,
          }}
          hidden={['plan', 'line']}
          submitLabel="下达全部任务"
          submit={(input) => submitOnce(name, '/api/books/spot-check-batch/records', { input })}
          onDone={() => {
            message.success('任务已全部下达');
            void router.navigate({
              to: '/spot-checks',
              search: { plan: plan.number, line: line?.key } as never,
            });
          }}
          onCancel={() => router.history.back()}
        />
      </Panel>
    </Page>
  );
}

function drawnLine(
  { number }: PlanProgress,
  line: PlanProgress['lines'][number] | undefined,
  rules: PresentedEntry | undefined,
): Line {
  return {
    plan: number,
    key: line?.key ?? '',
    batches: line?.batches ?? 0,
    opened: line?.opened ?? 0,
    nextPlace: line?.nextPlace ?? 1,
    ...(rules === undefined ? {} : { standard: rulesOf(rules).standards }),
  };
}
