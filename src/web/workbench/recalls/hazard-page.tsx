import { App, Form, Segmented } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { hazardForm } from '#law/enterprise/recall/hazard.ts';
import type { Hazard } from '#law/enterprise/recall/hazard.ts';
import { today } from '../../kit/api/clock.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { OrganisationPicker } from '../../kit/pick/organisation-picker.tsx';
import { Basis } from '../law/basis.tsx';
import { useMe } from '../me.tsx';
import { forgetOpened, openedHazard, sendHazard } from './hazard-sending.ts';

const name = 'hazard';

/** 发现隐患立即报告: one short form; a recall is opened and the province is told with it. */
export function HazardPage() {
  const me = useMe();
  const router = useRouter();
  const { message } = App.useApp();
  const own = me.organisation?.id;
  const [discoverer, setDiscoverer] = useState<'producer' | 'operator'>('producer');
  const [producer, setProducer] = useState<string>();
  const [opened, setOpened] = useState(() => openedHazard(name));
  const subject = discoverer === 'producer' ? own : producer;

  async function send(input: Values) {
    const answer = await sendHazard(name, input as Hazard, { discoverer, subject });
    setOpened(openedHazard(name));
    return answer;
  }

  function another() {
    forgetOpened(name);
    setOpened(undefined);
  }

  return (
    <Page
      title="发现隐患立即报告"
      about="产品可能危及人身、财产安全的，立即停止生产、销售，二个工作日内报告省级市场监管部门。"
      narrow
    >
      <Panel>
        <DefinitionForm
          form={hazardForm}
          name={name}
          given={{ discoveredOn: today(), producerPlace: 'inside' }}
          submitLabel={opened === undefined ? '立即报告' : '再次报告'}
          submit={send}
          onDone={({ proceeding }) => {
            message.success('已报告省级市场监管部门');
            void router.navigate(
              proceeding === undefined
                ? { to: '/proceedings' }
                : { to: '/proceedings/$id', params: { id: proceeding } },
            );
          }}
          onCancel={() => router.history.back()}
          before={
            <>
              {opened !== undefined && <Unreported proceeding={opened} onAnother={another} />}
              <div className="opening-basis">
                <Basis ids={['order-19/8', 'state-council-503/9', 'consumer-law/19']} />
                <span className="muted">将生成《消费品安全危害报告》</span>
              </div>
              <Form.Item label="这个产品是">
                <Segmented
                  value={discoverer}
                  onChange={setDiscoverer}
                  options={[
                    { value: 'producer', label: '本单位生产、进口的' },
                    { value: 'operator', label: '从别处购进的' },
                  ]}
                />
              </Form.Item>
              {discoverer === 'operator' && (
                <Form.Item label="生产者" required extra="按名称全称或统一社会信用代码查找">
                  <OrganisationPicker
                    label="生产者"
                    kinds={['enterprise']}
                    value={producer}
                    onChange={setProducer}
                  />
                </Form.Item>
              )}
            </>
          }
        />
      </Panel>
    </Page>
  );
}

/** A hazard that was registered and whose report never arrived; another try sends the report alone. */
function Unreported({ proceeding, onAnother }: { proceeding: string; onAnother: () => void }) {
  return (
    <p className="note alarm" role="alert">
      隐患已经登记，但报告还没有送达省级市场监管部门。再次提交只送报告，不会重复登记，已登记的内容不再改动：
      <Link to="/proceedings/$id" params={{ id: proceeding }}>
        查看已登记的事项
      </Link>
      。
      <button type="button" className="as-link" onClick={onAnother}>
        这是另一项隐患，另行登记
      </button>
    </p>
  );
}
