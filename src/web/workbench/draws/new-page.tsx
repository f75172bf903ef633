import { Button, Input, InputNumber, Select } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { InspectorPool, ObjectPool } from '#server/draws/present.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { OrganisationPicker } from '../../kit/pick/organisation-picker.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { countText } from '../../kit/show/words.ts';
import { ObjectPoolMaker } from './object-pool.tsx';
import { InspectorPoolMaker } from './inspector-pool.tsx';
import './draws.css';

/** A new draw in four steps: who may be checked, who may check, how many, and the lock. */
export function NewPage() {
  const router = useRouter();
  const [objects, setObjects] = useState<ObjectPool>();
  const [inspectors, setInspectors] = useState<InspectorPool>();
  const [name, setName] = useState('');
  const [matter, setMatter] = useState('general');
  const [method, setMethod] = useState('ranked');
  const [uniform, setUniform] = useState<number | null>(1);
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const [each, setEach] = useState<number | null>(2);
  const [most, setMost] = useState<number | null>(10);
  const [witness, setWitness] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);

  async function lock() {
    setBusy(true);
    setProblem(undefined);
    const strata = (method === 'rfc3797' ? [] : (objects?.strata ?? []))
      .map(({ stratum }) => ({ stratum, count: counts[stratum] ?? 0 }))
      .filter(({ count }) => count > 0);
    const input = {
      name,
      matter,
      objects: objects === undefined ? [] : [objects.hash],
      inspectors: inspectors === undefined ? [] : [inspectors.hash],
      method,
      uniform: uniform ?? 0,
      strata,
      inspectorsEach: each ?? 2,
      objectsEach: most ?? 1,
      witness,
    };
    const answer = await submitOnce('draw/new', '/api/procedures/random-draw', {
      act: 'commit',
      input,
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    await router.navigate({ to: '/draws/$id', params: { id: answer.value.proceeding ?? '' } });
  }

  const total =
    (uniform ?? 0) +
    (method === 'rfc3797' ? 0 : Object.values(counts).reduce((sum, one) => sum + one, 0));
  return (
    <Page
      title="新建双随机抽取"
      about="名录库一经锁定不得改动：要改只能终止后另行抽取，终止也会公示。"
      narrow
    >
      <Panel title="1 检查对象名录库" note={objects && `${countText(objects.size)}个`}>
        <div className="stack">
          <ObjectPoolMaker onMade={setObjects} />
          {objects !== undefined && (
            <p className="note good" role="status">
              已生成{countText(objects.size)}个检查对象：
              {objects.strata
                .map(({ stratum, size }) => `${stratum}${countText(size)}个`)
                .join('、')}
              。
            </p>
          )}
        </div>
      </Panel>
      <Panel title="2 执法检查人员名录库" note={inspectors && `${inspectors.size}人`}>
        <InspectorPoolMaker pool={inspectors} onMade={setInspectors} />
      </Panel>
      <Panel title="3 抽取方案" note={`共抽取${countText(total)}个`}>
        <div className="draw-fields">
          <label className="wide">
            <span>抽查任务名称</span>
            <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          </label>
          <label>
            <span>事项类别</span>
            <Select
              value={matter}
              onChange={setMatter}
              options={[
                { value: 'general', label: '一般检查事项' },
                { value: 'key', label: '重点检查事项' },
              ]}
            />
          </label>
          <label>
            <span>抽取方法</span>
            <Select
              value={method}
              onChange={setMethod}
              options={[
                { value: 'ranked', label: '分层排序（SHA-256）' },
                { value: 'rfc3797', label: 'RFC 3797（不分层）' },
              ]}
            />
          </label>
          <label>
            <span>全库均匀抽取</span>
            <InputNumber value={uniform} min={0} onChange={setUniform} suffix="个" />
          </label>
          {method === 'ranked' &&
            (objects?.strata ?? []).map(({ stratum, size }) => (
              <label key={stratum}>
                <span>
                  {stratum}（共{countText(size)}个）
                </span>
                <InputNumber
                  value={counts[stratum] ?? 0}
                  min={0}
                  max={size}
                  suffix="个"
                  onChange={(count) => setCounts({ ...counts, [stratum]: count ?? 0 })}
                />
              </label>
            ))}
          <label>
            <span>每个对象检查人员</span>
            <InputNumber value={each} min={2} max={6} onChange={setEach} suffix="人" />
          </label>
          <label>
            <span>每人最多承担</span>
            <InputNumber value={most} min={1} onChange={setMost} suffix="个" />
          </label>
          <label className="wide">
            <span>监督单位</span>
            <OrganisationPicker
              value={witness}
              onChange={setWitness}
              kinds={['market-regulator', 'local-government', 'industry-department']}
              label="监督单位"
            />
          </label>
        </div>
        <p className="muted small">
          均匀抽取不看风险和权重，用来检验分层是否有效；分层抽取的不少于总数的10%（平台规则，非法律规定）。
        </p>
      </Panel>
      {problem !== undefined && <ProblemView problem={problem} title="没有锁定" />}
      <div className="draw-row">
        <Button
          type="primary"
          size="large"
          loading={isBusy}
          disabled={objects === undefined || inspectors === undefined}
          onClick={() => void lock()}
        >
          锁定名录库和方案
        </Button>
        {(objects === undefined || inspectors === undefined) && (
          <span className="muted">先生成两个名录库</span>
        )}
      </div>
    </Page>
  );
}
