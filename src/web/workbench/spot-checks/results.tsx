import { judgementOf, requirementOf } from '#law/regulator/spot-check/rules/items.ts';
import type { StandardItem } from '#law/regulator/spot-check/rules/items.ts';
import type { ProceedingDetail, TimelineItem } from '#server/proceedings/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton } from '../../kit/page/filters.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Verdict } from './verdict.tsx';

interface Row {
  readonly item: string;
  readonly requirement: string;
  readonly method: string;
  readonly measured: string;
  readonly verdict: 'pass' | 'fail';
}

const reports: Readonly<Record<string, string>> = {
  test: '初检',
  testOnSite: '现场检验',
  retest: '复检',
  followUp: '复查',
  secondFollowUp: '再次复查',
  recheckSuspended: '整顿后复查',
};

/** The items that the task of a check takes from the published rules. */
export function standardIn({
  timeline,
}: Pick<ProceedingDetail, 'timeline'>): readonly StandardItem[] {
  const items = timeline.find(({ act }) => act === 'assign')?.input['items'];
  return Array.isArray(items) ? (items as unknown as readonly StandardItem[]) : [];
}

/** Results item by item, of the first test and of each that followed; none replaces the one before it. */
export function Results({ check }: { check: Pick<ProceedingDetail, 'id' | 'timeline'> }) {
  const reported = check.timeline.filter(({ act }) => reports[act] !== undefined);
  const standard = standardIn(check);
  if (reported.length === 0) {
    if (standard.length === 0) return null;
    return (
      <Panel title="检验项目" acts={<Export id={check.id} label="下载结果模板" />} flush>
        <DataTable
          caption="检验项目"
          rows={standard}
          rowKey={({ item }) => item}
          columns={[
            { title: '检验项目', kind: 'main', cell: ({ item }) => item },
            { title: '技术要求', cell: requirementOf },
            { title: '检验方法', cell: ({ method }) => method },
          ]}
        />
      </Panel>
    );
  }
  return reported.map((report) => (
    <Report key={report.entry} report={report} id={check.id} standard={standard} />
  ));
}

function Report({
  report,
  id,
  standard,
}: {
  report: TimelineItem;
  id: string;
  standard: readonly StandardItem[];
}) {
  const rows = (report.input['items'] ?? []) as unknown as readonly Row[];
  const said = report.input['conclusion'] ?? report.input['result'];
  const number = report.input['reportNumber'];
  return (
    <Panel
      title={`${reports[report.act]}结果`}
      note={
        <>
          {typeof number === 'string' && number}{' '}
          <Verdict conclusion={said === 'pass' || said === 'fail' ? said : undefined} />
        </>
      }
      acts={<Export id={id} label="导出Excel" />}
      flush
    >
      <DataTable
        caption={`${reports[report.act]}结果`}
        rows={rows}
        rowKey={({ item }) => item}
        toneOf={({ verdict }) => (verdict === 'fail' ? 'alarm' : undefined)}
        columns={[
          { title: '检验项目', kind: 'main', cell: ({ item }) => item },
          { title: '技术要求', cell: ({ requirement }) => requirement },
          { title: '检验方法', isDetail: true, cell: ({ method }) => method },
          { title: '实测值', cell: (row) => <Measured row={row} standard={standard} /> },
          {
            title: '单项判定',
            kind: 'short',
            cell: ({ verdict }) => <Verdict conclusion={verdict} />,
          },
        ]}
      />
    </Panel>
  );
}

/** The measured value, and beside it the rounded one where that is what was compared. */
function Measured({ row, standard }: { row: Row; standard: readonly StandardItem[] }) {
  const own = standard.find(({ item }) => item === row.item);
  const judged = own === undefined ? undefined : judgementOf(own, row.measured);
  const compared = judged?.verdict === undefined ? undefined : judged.compared;
  return (
    <>
      {row.measured} {own?.unit}
      {compared !== undefined && compared !== row.measured && (
        <span className="muted small">（修约{compared}）</span>
      )}
    </>
  );
}

function Export({ id, label }: { id: string; label: string }) {
  return <ExportButton path={`/api/spot-checks/${id}/results.xlsx`} label={label} />;
}
