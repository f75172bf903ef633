import { Button, Checkbox } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseLot, Trace, TraceLook } from '#server/trace/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';
import { useFilters } from '../search.ts';
import { isKind, useMe } from '../me.tsx';
import { TraceView } from './trace-view.tsx';

/** Where lots came from and where they went: in the own house, or for a case through every house. */
export function TracePage() {
  const [search] = useFilters();
  const { lot, proceeding } = search;
  if (proceeding !== undefined)
    return <CaseTrace key={proceeding} proceeding={proceeding} lot={lot} />;
  return <OwnTrace lots={lot?.split(',') ?? []} />;
}

function OwnTrace({ lots }: { lots: readonly string[] }) {
  const isEnterprise = isKind(useMe(), ['enterprise']);
  const trace = useRead<Trace>(lots.length === 0 ? undefined : '/api/trace', {
    lot: lots.join(','),
  });
  return (
    <Page
      title="追溯图"
      about={
        isEnterprise
          ? '本单位内的全部流转，以及上一步从哪里来、下一步到哪里去。再往前、往后的，由监管部门在办案时查看。'
          : '管辖区域和领域内各单位之间的流转。区域以外的，在办理召回、抽查、处罚等事项时从事项中查看。'
      }
    >
      {lots.length === 0 ? (
        <Panel>
          <Empty title="请先选择批次">
            <Link to="/lots">查看批次</Link>
          </Empty>
        </Panel>
      ) : (
        <Shown reading={trace} rows={10}>
          {(value) => <TraceView trace={value} seeds={lots} />}
        </Shown>
      )}
    </Page>
  );
}

function CaseTrace({ proceeding, lot }: { proceeding: string; lot: string | undefined }) {
  const [picked, setPicked] = useState<readonly string[]>(lot?.split(',') ?? []);
  const [trace, setTrace] = useState<{
    readonly value: Trace;
    readonly seeds: readonly string[];
  }>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const refresh = useRefresh();

  async function look() {
    setBusy(true);
    setProblem(undefined);
    const answer = await call<Trace>('POST', `/api/proceedings/${proceeding}/trace`, {
      lots: picked,
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setTrace({ value: answer.value, seeds: picked });
    await refresh();
  }

  return (
    <Page
      title="办案追溯"
      about={
        <Link to="/proceedings/$id" params={{ id: proceeding }}>
          返回事项
        </Link>
      }
    >
      {trace === undefined ? (
        <>
          <p className="note">
            选定批次后，可以看到它的全部来源和去向，包括不归本单位管辖的企业。每次查看都会记下查看人、事项和时间。
          </p>
          <Seeds proceeding={proceeding} picked={picked} onPick={setPicked} />
          {problem !== undefined && <ProblemView problem={problem} title="不能追溯" />}
          <div className="trace-go">
            <Button
              type="primary"
              size="large"
              loading={isBusy}
              disabled={picked.length === 0}
              onClick={() => void look()}
            >
              追溯所选的{picked.length}批
            </Button>
          </div>
          <Looks proceeding={proceeding} />
        </>
      ) : (
        <>
          <div className="trace-again">
            <Button onClick={() => setTrace(undefined)}>换批次</Button>
          </div>
          <TraceView trace={trace.value} seeds={trace.seeds} proceeding={proceeding} />
        </>
      )}
    </Page>
  );
}

function Seeds({
  proceeding,
  picked,
  onPick,
}: {
  proceeding: string;
  picked: readonly string[];
  onPick: (lots: readonly string[]) => void;
}) {
  const [q, setQ] = useState<string>();
  const lots = useRead<{ lots: readonly CaseLot[] }>(`/api/proceedings/${proceeding}/trace/lots`, {
    q,
  });
  const toggle = (id: string) =>
    onPick(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]);
  return (
    <>
      <Filters>
        <SearchBox value={q} onSearch={setQ} placeholder="产品名称、批号" />
      </Filters>
      <Panel title="从哪些批次开始" note="事项所涉单位持有过的批次" flush>
        <Shown reading={lots}>
          {({ lots: list }) =>
            list.length === 0 ? (
              <Empty title="没有可以追溯的批次">
                在办的召回、抽查、处罚、联合调查事项，可以从所涉企业持有过的批次开始追溯。
              </Empty>
            ) : (
              <DataTable
                caption="可以追溯的批次"
                rows={list}
                rowKey={({ id, holder }) => `${id}/${holder}`}
                columns={[
                  {
                    title: '批次',
                    kind: 'main',
                    cell: ({ id, product, model, number }) => (
                      <Checkbox checked={picked.includes(id)} onChange={() => toggle(id)}>
                        {[product, model, `批号${number}`].filter(Boolean).join(' ')}
                      </Checkbox>
                    ),
                  },
                  { title: '单位', cell: ({ holderName }) => holderName },
                  { title: '生产日期', kind: 'code', cell: ({ madeOn }) => madeOn ?? '—' },
                  {
                    title: '数量',
                    kind: 'number',
                    cell: ({ quantity, unit }) => `${quantity} ${unit}`,
                  },
                ]}
              />
            )
          }
        </Shown>
      </Panel>
    </>
  );
}

function Looks({ proceeding }: { proceeding: string }) {
  const looks = useRead<{ looks: readonly TraceLook[] }>(
    `/api/proceedings/${proceeding}/trace/looks`,
  );
  const list = looks.value?.looks ?? [];
  if (list.length === 0) return null;
  return (
    <Panel title="查看记录" note="本单位为这一事项作的追溯" flush>
      <DataTable
        caption="查看记录"
        rows={list}
        rowKey={({ at }) => at}
        columns={[
          { title: '时间', kind: 'code', cell: ({ at }) => momentText(at) },
          { title: '查看人', kind: 'main', cell: ({ by }) => by },
          { title: '起点', kind: 'number', cell: ({ seeds }) => `${seeds}批` },
          { title: '看到', kind: 'number', cell: ({ lots }) => `${lots}批` },
        ]}
      />
    </Panel>
  );
}
