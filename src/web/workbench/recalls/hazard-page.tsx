import { App, Form, Segmented } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { hazardActs, hazardForm } from '#law/enterprise/recall/hazard.ts';
import type { Hazard } from '#law/enterprise/recall/hazard.ts';
import { today } from '../../kit/api/clock.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { OrganisationPicker } from '../../kit/pick/organisation-picker.tsx';
import { Basis } from '../law/basis.tsx';
import { useMe } from '../me.tsx';

const name = 'hazard';

/** 发现隐患立即报告: one short form; a recall is opened and the province is told with it. */
export function HazardPage() {
  const me = useMe();
  const router = useRouter();
  const { message } = App.useApp();
  const own = me.organisation?.id;
  const [discoverer, setDiscoverer] = useState<'producer' | 'operator'>('producer');
  const [producer, setProducer] = useState<string>();
  const subject = discoverer === 'producer' ? own : producer;

  async function send(input: Values) {
    const acts = hazardActs(input as Hazard, discoverer);
    const opened = await submitOnce(`${name}/discover`, '/api/procedures/recall', {
      act: 'discover',
      input: acts.discover,
      ...(subject === undefined ? {} : { subject }),
    });
    if (!opened.ok || opened.value.proceeding === undefined) return opened;
    const { proceeding } = opened.value;
    const reported = await submitOnce(
      `${name}/report`,
      `/api/proceedings/${proceeding}/acts/report`,
      { input: acts.report },
    );
    // What was discovered stands; only the report is to be sent again, from the page of the case.
    if (!reported.ok) message.warning('隐患已登记，报告没有送达，请在事项页面再次报告。');
    return opened;
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
          submitLabel="立即报告"
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
