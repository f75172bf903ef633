import { Button, Checkbox, Radio, Upload } from 'antd';
import { useState } from 'react';
import type { ObjectPool, TablePool } from '#server/draws/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';
import type { Answer, Problem } from '../../kit/api/problem.ts';
import { ClassesSelect } from '../../kit/pick/class-select.tsx';
import { MultiSelect } from '../../kit/pick/multi-select.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { useMe } from '../me.tsx';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const risks = { high: '高风险', medium: '中风险', low: '低风险' };
const businesses = { producer: '生产', wholesale: '批发', retail: '零售' };
const options = (of: Readonly<Record<string, string>>) =>
  Object.entries(of).map(([value, label]) => ({ value, label }));

/** Makes the pool of objects: out of the register by filters, or out of a table. */
export function ObjectPoolMaker({ onMade }: { onMade: (pool: ObjectPool | undefined) => void }) {
  const { organisation } = useMe();
  const [region, setRegion] = useState<number>();
  const [classes, setClasses] = useState<string[]>([]);
  const [picked, setPicked] = useState<string[]>([]);
  const [business, setBusiness] = useState<string[]>([]);
  const [stratify, setStratify] = useState('risk');
  const [weighted, setWeighted] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [issues, setIssues] = useState<readonly { line: number; sentence: string }[]>([]);

  async function ask<T>(request: Promise<Answer<T>>, take: (value: T) => void) {
    setBusy(true);
    setProblem(undefined);
    setIssues([]);
    onMade(undefined);
    const answer = await request;
    setBusy(false);
    if (answer.ok) take(answer.value);
    else setProblem(answer.problem);
  }

  const fromRegister = () => {
    const some = (list: readonly string[]) => (list.length === 0 ? undefined : list);
    const body = {
      region,
      classes: some(classes),
      risks: some(picked),
      businesses: some(business),
      stratify,
      weighted,
    };
    return ask(call<ObjectPool>('POST', '/api/draws/pools/objects', body), onMade);
  };
  const fromTable = (file: File) => {
    const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : xlsx;
    const path = withQuery('/api/draws/pools/objects/import', { name: file.name });
    const request = call<TablePool>('POST', path, new Blob([file], { type }));
    return ask(request, (made) => (made.ok ? onMade(made.pool) : setIssues(made.issues)));
  };

  return (
    <div className="stack">
      <div className="draw-fields">
        <label>
          <span>地区</span>
          <RegionSelect
            value={region}
            onChange={setRegion}
            {...(organisation === null ? {} : { within: organisation.region.code })}
            placeholder="本辖区"
            allowClear
          />
        </label>
        <label>
          <span>产品类别</span>
          <ClassesSelect value={classes} onChange={setClasses} />
        </label>
        <label>
          <span>经营类型</span>
          <MultiSelect
            value={business}
            onChange={setBusiness}
            options={options(businesses)}
            placeholder="全部"
          />
        </label>
        <label>
          <span>风险等级</span>
          <MultiSelect
            value={picked}
            onChange={setPicked}
            options={options(risks)}
            placeholder="全部"
          />
        </label>
      </div>
      <Radio.Group
        aria-label="分层"
        value={stratify}
        onChange={(event) => setStratify(String(event.target.value))}
        options={[
          { value: 'risk', label: '按风险等级分层' },
          { value: 'class', label: '按产品类别分层' },
          { value: 'none', label: '不分层' },
        ]}
      />
      <Checkbox checked={weighted} onChange={(event) => setWeighted(event.target.checked)}>
        同一层内按风险加权（失信名单5、重点监管和专项行动4、高3、中2、低1，平台规则）
      </Checkbox>
      <p className="muted">
        列入严重违法失信名单的企业单独成层，排在最前；正在实施的重点监管、专项行动涉及的企业和产品其次，也单独成层。
      </p>
      <div className="draw-row">
        <Button type="primary" loading={isBusy} onClick={() => void fromRegister()}>
          由名录生成
        </Button>
        <Upload
          accept=".xlsx,.csv"
          showUploadList={false}
          beforeUpload={(file) => {
            void fromTable(file);
            return false;
          }}
        >
          <Button disabled={isBusy}>由表格生成</Button>
        </Upload>
        <a href="/api/draws/pools/objects/template.xlsx" download="检查对象名录库.xlsx">
          表格模板
        </a>
      </div>
      {problem !== undefined && <ProblemView problem={problem} title="没有生成名录库" />}
      {issues.length > 0 && (
        <ul className="draw-issues" role="alert">
          {issues.slice(0, 20).map(({ line, sentence }) => (
            <li key={`${line}${sentence}`}>
              第{line}行：{sentence}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
