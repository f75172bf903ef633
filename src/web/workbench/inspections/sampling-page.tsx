import { InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { acceptance, averageSampleNumber, qualityAt } from '#insight/sampling/curve.ts';
import { aqls, levels } from '#insight/sampling/letters.ts';
import type { Level } from '#insight/sampling/letters.ts';
import { planFor, questionDefect } from '#insight/sampling/plan.ts';
import type { Counting, Plan, Question } from '#insight/sampling/plan.ts';
import type { Severity } from '#insight/sampling/tables.ts';
import { severities } from '#law/enterprise/inspection/form.ts';
import { Figure, Figures, Page, Panel } from '../../kit/page/page.tsx';
import { useFilters } from '../search.ts';
import { CurveView, shortNumber } from './curve-view.tsx';
import './inspections.css';

const countings = { items: '不合格品百分数', nonconformities: '每百单位产品不合格数' } as const;
const kinds = { single: '一次抽样', double: '二次抽样' } as const;

/** Finds the plan of a lot by GB/T 2828.1 and draws what it accepts; the address keeps the question. */
export function SamplingPage() {
  const [search, set] = useFilters();
  const question: Question = {
    lotSize: Number(search['lot'] ?? 1000),
    level: pick(search['level'], levels, 'II') as Level,
    aql: search['aql'] ?? '1.0',
    counting: pick(search['counting'], Object.keys(countings), 'items') as Counting,
    severity: pick(search['severity'], Object.keys(severities), 'normal') as Severity,
    kind: pick(search['kind'], Object.keys(kinds), 'single') as 'single' | 'double',
  };
  const defect = questionDefect(question);
  return (
    <Page
      title="抽样方案计算"
      about="按GB/T 2828.1-2012检索逐批检验的抽样方案，并画出其抽检特性（OC）曲线。"
    >
      <Panel>
        <div className="sampling-question">
          <Ask label="批量">
            <InputNumber
              aria-label="批量"
              min={2}
              precision={0}
              value={question.lotSize}
              onChange={(value) => set({ lot: value === null ? undefined : String(value) })}
              style={{ width: '100%' }}
            />
          </Ask>
          <Choice
            label="检验水平"
            value={question.level}
            options={Object.fromEntries(levels.map((level) => [level, level]))}
            onPick={(level) => set({ level })}
          />
          <Choice
            label="接收质量限（AQL）"
            value={question.aql}
            list={aqls.map((aql) => ({ value: aql, label: aql }))}
            onPick={(aql) => set({ aql })}
          />
          <Choice
            label="质量表示"
            value={question.counting}
            options={countings}
            onPick={(counting) => set({ counting })}
          />
          <Choice
            label="严格度"
            value={question.severity}
            options={severities}
            onPick={(severity) => set({ severity })}
          />
          <Choice
            label="方案类型"
            value={question.kind ?? 'single'}
            options={kinds}
            onPick={(kind) => set({ kind })}
          />
        </div>
      </Panel>
      {defect === undefined ? (
        <Answer plan={planFor(question)} question={question} />
      ) : (
        <p className="note alarm" role="alert">
          {defect}
        </p>
      )}
    </Page>
  );
}

function Answer({ plan, question }: { plan: Plan; question: Question }) {
  const setting = { counting: question.counting } as const;
  const { stages } = plan;
  const worst = qualityAt(stages, 0.1, setting);
  const atLimit = acceptance(stages, Number(plan.aql), setting);
  return (
    <>
      <Figures>
        <Figure
          label="样本量字码"
          value={plan.planLetter}
          note={plan.planLetter === plan.letter ? '表1' : `表1为${plan.letter}，按箭头改用`}
        />
        {stages.map(({ size, accept, reject }, at) => (
          <Figure
            key={at}
            label={stages.length === 1 ? '样本量' : at === 0 ? '第一样本' : '第二样本'}
            value={size}
            unit="件"
            note={`Ac ${accept}，Re ${reject}${at === 1 ? '（两样本合计）' : ''}`}
          />
        ))}
        <Figure label="质量等于AQL时接收" value={(atLimit * 100).toFixed(1)} unit="%" />
        <Figure
          label="接收概率10%的质量"
          value={worst === undefined ? '—' : shortNumber(worst)}
          unit={question.counting === 'items' ? '%' : '处/百件'}
        />
      </Figures>
      {plan.isFull && (
        <p className="note">样本量不小于批量，应当全数检验；发现的不合格品应当剔除。</p>
      )}
      {question.kind === 'double' && stages.length === 1 && !plan.isFull && (
        <p className="note">二次抽样表在这一格规定使用相应的一次抽样方案。</p>
      )}
      {plan.isDisputed && (
        <p className="note">这一格的数值各转录来源不一致，使用前请核对标准原文。</p>
      )}
      <Panel title="抽检特性曲线">
        <div className="sampling-answer">
          <CurveView stages={stages} setting={setting} aql={Number(plan.aql)} />
          <Points plan={plan} setting={setting} />
        </div>
      </Panel>
    </>
  );
}

function Points({ plan, setting }: { plan: Plan; setting: { readonly counting: Counting } }) {
  const rows = [0.99, 0.95, 0.9, 0.75, 0.5, 0.25, 0.1, 0.05, 0.01].flatMap((accepted) => {
    const quality = qualityAt(plan.stages, accepted, setting);
    return quality === undefined ? [] : [{ accepted, quality }];
  });
  const unit = setting.counting === 'items' ? '不合格品率' : '每百单位不合格数';
  return (
    <table className="curve-points">
      <caption className="visually-hidden">接收概率和质量</caption>
      <thead>
        <tr>
          <th scope="col">接收概率</th>
          <th scope="col">{unit}</th>
          <th scope="col">平均检验件数</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ accepted, quality }) => (
          <tr key={accepted}>
            <td>{Math.round(accepted * 100)}%</td>
            <td>
              {shortNumber(quality)}
              {setting.counting === 'items' ? '%' : ''}
            </td>
            <td>
              {averageSampleNumber(plan.stages, quality, setting).toFixed(
                plan.stages.length > 1 ? 1 : 0,
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Ask({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label>
      {label}
      {children}
    </label>
  );
}

function Choice({
  label,
  value,
  options = {},
  list = Object.entries(options).map(([key, title]) => ({ value: key, label: title })),
  onPick,
}: {
  label: string;
  value: string;
  options?: Readonly<Record<string, string>>;
  list?: { value: string; label: string }[];
  onPick: (value: string) => void;
}) {
  return (
    <Ask label={label}>
      <Select aria-label={label} value={value} options={list} onChange={onPick} />
    </Ask>
  );
}

function pick(value: string | undefined, all: readonly string[], otherwise: string): string {
  return value !== undefined && all.includes(value) ? value : otherwise;
}
