import { Progress } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { forecastPolicy } from '#law/regulator/spot-check/progress.ts';
import type { LineProgress, PlanProgress, PlanShift } from '#server/spot-checks/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton } from '../../kit/page/filters.tsx';
import { Figure, Figures, Page, Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { percentText, yuanText } from '../../kit/show/words.ts';
import { LinkButton } from '../link-button.tsx';
import { PlanWatches } from '../watches/plan-watches.tsx';
import './spot-checks.css';

/** A plan with what became of it: computed from the checks, line by line. */
export function PlanPage() {
  const { plan: id } = useParams({ from: '/shell/spot-check-plans/$plan' });
  const progress = useRead<PlanProgress>(`/api/spot-checks/plans/${id}/progress`);
  return (
    <Shown reading={progress} rows={12}>
      {(plan) => <OnePlan plan={plan} />}
    </Shown>
  );
}

function OnePlan({ plan }: { plan: PlanProgress }) {
  const { outcomes, batches } = plan;
  const done = outcomes.passed + outcomes.failed;
  return (
    <Page
      title={plan.title}
      about={`${plan.number} · 第${plan.edition}版 · ${plan.year}年度`}
      acts={
        <>
          <ExportButton path={`/api/spot-checks/plans/${plan.entry}/progress.xlsx`} />
          <LinkButton to="/entries/$id" params={{ id: plan.entry }}>
            计划原文
          </LinkButton>
          <LinkButton to="/spot-check-plans/new" search={{ replaces: plan.entry } as never}>
            修订
          </LinkButton>
        </>
      }
    >
      <Panel>
        <Figures>
          <Figure label="计划批次" value={batches} unit="批" />
          <Figure label="已下达" value={plan.opened} note={percentText(plan.opened, batches)} />
          <Figure label="已完成" value={done} note={percentText(done, batches)} tone="good" />
          <Figure
            label="不合格"
            value={outcomes.failed}
            note={`不合格率${percentText(outcomes.failed, done)}`}
          />
          <Figure label="未能抽样" value={outcomes['not-sampled']} />
          <Figure
            label="已用经费"
            value={yuanText(Number(plan.spent))}
            note={`预算${yuanText(Number(plan.budget))}`}
            {...(plan.overBudget && { tone: 'alarm' as const })}
          />
        </Figures>
      </Panel>
      <Warnings plan={plan} />
      <PlanWatches year={plan.year} lines={plan.lines} />
      <Panel title="计划内容" note={`${plan.lines.length}行`} flush>
        <DataTable
          caption="计划内容和进度"
          rows={plan.lines}
          rowKey={({ key }) => key}
          toneOf={(line) => (isLate(line) ? 'alarm' : undefined)}
          columns={[
            {
              title: '产品类别',
              kind: 'main',
              cell: ({ key, classTitle, regionName, inCatalogue, leftCatalogue }) => (
                <>
                  {classTitle}
                  <div className="muted small">
                    第{key}行 · {regionName}
                  </div>
                  {inCatalogue !== undefined && (
                    <div className="small">目录产品：{inCatalogue}</div>
                  )}
                  {leftCatalogue && <div className="small">现行目录不再列入</div>}
                </>
              ),
            },
            { title: '承检机构', isDetail: true, cell: ({ laboratoryName }) => laboratoryName },
            { title: '完成期限', kind: 'code', cell: ({ dueOn }) => dueOn },
            { title: '进度', width: '22%', cell: (line) => <Bar line={line} /> },
            {
              title: '不合格',
              kind: 'number',
              cell: ({ outcomes: own }) => own.failed,
            },
            {
              title: '经费',
              kind: 'number',
              cell: ({ spent, budget }) =>
                `${yuanText(Number(spent))} / ${yuanText(Number(budget))}`,
            },
            {
              title: '办理',
              kind: 'short',
              cell: ({ key }) => (
                <span className="line-acts">
                  <Link
                    to="/spot-checks"
                    search={{ plan: plan.number, line: key, view: 'list' } as never}
                  >
                    查看
                  </Link>
                  <Link
                    to="/spot-check-plans/$plan/batch"
                    params={{ plan: plan.entry }}
                    search={{ line: key } as never}
                  >
                    分配任务
                  </Link>
                </span>
              ),
            },
          ]}
        />
      </Panel>
    </Page>
  );
}

/** What the year's money and the year's catalogue say against the plan; neither stops it. */
function Warnings({ plan }: { plan: PlanProgress }) {
  const over = plan.lines.filter(({ overBudget }) => overBudget);
  const { catalogue } = plan;
  return (
    <>
      {(plan.overBudget || over.length > 0) && (
        <p className="note alarm">
          经费已超：{plan.overBudget && `全计划已用${plan.spent}元，预算${plan.budget}元。`}
          {over
            .map(({ key, spent, budget }) => `第${key}行已用${spent}元，预算${budget}元`)
            .join('；')}
          {over.length > 0 && '。'}
        </p>
      )}
      <Forecast plan={plan} />
      {plan.shifts.map((shift) => (
        <Shift key={shift.from} shift={shift} />
      ))}
      {catalogue !== undefined && catalogue.leftOut.length > 0 && (
        <details className="note">
          <summary>
            {catalogue.year}年重点产品监管目录中有{catalogue.leftOut.length}种产品未列入本计划
          </summary>
          <p>{catalogue.leftOut.join('、')}。</p>
          <p className="muted small">{catalogue.policy}</p>
        </details>
      )}
    </>
  );
}

/** Before the money is gone: where it will not last for what is still to come. */
function Forecast({ plan }: { plan: PlanProgress }) {
  const isShort = (one: Pick<LineProgress, 'forecast' | 'budget' | 'overBudget'>) =>
    !one.overBudget && one.forecast !== undefined && Number(one.forecast) > Number(one.budget);
  const lines = plan.lines.filter(isShort);
  if (!isShort(plan) && lines.length === 0) return null;
  return (
    <div className="note warn">
      <p>
        经费预计不足：
        {isShort(plan) && `全计划预计需要${plan.forecast}元，预算${plan.budget}元。`}
        {lines
          .map(({ key, forecast, budget }) => `第${key}行预计需要${forecast}元，预算${budget}元`)
          .join('；')}
        {lines.length > 0 && '。'}
      </p>
      <p className="muted small">{forecastPolicy}</p>
    </div>
  );
}

/** What another edition than the one that the plan was made by means for it. */
function Shift({ shift }: { shift: PlanShift }) {
  const { year, from, inForce, dropped, missing, changed } = shift;
  const parts = [
    ['本计划中不再是重点产品的', dropped],
    ['新列入目录而本计划没有的', missing],
    ['风险等级调整的', changed],
  ] as const;
  return (
    <div className={inForce ? 'note warn' : 'note'}>
      <p>
        {year}年版重点产品监管目录自{from}起施行
        {inForce ? '，与编制本计划时的目录不同，请考虑修订：' : '，届时：'}
      </p>
      <ul>
        {parts.map(
          ([title, names]) =>
            names.length > 0 && (
              <li key={title}>
                {title}：{names.join('、')}
              </li>
            ),
        )}
      </ul>
    </div>
  );
}

function Bar({ line }: { line: LineProgress }) {
  const { batches, opened, outcomes } = line;
  const done = outcomes.passed + outcomes.failed;
  const share = (part: number) => Math.min(100, (part / batches) * 100);
  return (
    <div className="plan-bar">
      <Progress
        percent={share(opened)}
        success={{ percent: share(done) }}
        showInfo={false}
        size="small"
        aria-label={`完成${done}批，共${batches}批`}
      />
      <span className="num small">
        完成{done} / 下达{opened} / 计划{batches}
        {outcomes['not-sampled'] > 0 && `，未能抽样${outcomes['not-sampled']}`}
      </span>
    </div>
  );
}

function isLate({ dueOn, batches, outcomes }: LineProgress): boolean {
  return dueOn < today() && outcomes.passed + outcomes.failed < batches;
}
