import { App, Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { Key, NewKey } from '#server/session/present.ts';
import { call } from '../../kit/api/call.ts';
import { now } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';

/** Keys with which the organisation's own systems use the interface. */
export function KeysPage() {
  const keys = useRead<readonly Key[]>('/api/keys');
  const { modal } = App.useApp();

  function revoke(key: Key) {
    modal.confirm({
      title: `吊销“${key.name}”？`,
      content: '使用这个密钥的系统将立即无法连接。吊销后不能恢复。',
      okText: '吊销',
      okButtonProps: { danger: true },
      onOk: async () => {
        await call<void>('DELETE', `/api/keys/${key.id}`);
        keys.again();
      },
    });
  }

  return (
    <Page
      title="接口密钥"
      about="本单位的业务系统凭密钥通过接口办理，与密钥创建人同等权限，所作记录记在创建人名下。"
    >
      <NewKey onMade={keys.again} />
      <Panel title="已有密钥" flush>
        <Shown reading={keys}>
          {(list) =>
            list.length === 0 ? (
              <Empty title="还没有密钥">需要由业务系统自动提交记录时，在上方新建。</Empty>
            ) : (
              <DataTable
                caption="接口密钥"
                rows={list}
                rowKey={(key) => key.id}
                toneOf={(key) => (isUsable(key) ? undefined : 'quiet')}
                columns={[
                  { title: '用途', kind: 'main', cell: (key) => key.name },
                  { title: '创建人', kind: 'short', cell: (key) => key.account.name },
                  { title: '创建时间', kind: 'code', cell: (key) => momentText(key.createdAt) },
                  { title: '有效期至', kind: 'code', cell: (key) => momentText(key.expiresAt) },
                  {
                    title: '最近使用',
                    kind: 'code',
                    cell: (key) =>
                      key.lastUsedAt === null ? '未使用' : momentText(key.lastUsedAt),
                  },
                  {
                    title: '状态',
                    kind: 'short',
                    cell: (key) =>
                      isUsable(key) ? (
                        <button
                          type="button"
                          className="as-link danger"
                          onClick={() => revoke(key)}
                        >
                          吊销
                        </button>
                      ) : key.revokedAt === null ? (
                        '已过期'
                      ) : (
                        '已吊销'
                      ),
                  },
                ]}
              />
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

function NewKey({ onMade }: { onMade: () => void }) {
  const [form] = Form.useForm<{ name: string; days: number }>();
  const [made, setMade] = useState<{ name: string; key: string }>();
  const [problem, setProblem] = useState<Problem>();

  async function make(wish: { name: string; days: number }) {
    const answer = await call<NewKey>('POST', '/api/keys', wish);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    setMade(answer.value);
    form.resetFields();
    onMade();
  }

  return (
    <Panel title="新建密钥">
      <Form
        form={form}
        layout="inline"
        initialValues={{ days: 180 }}
        onFinish={(wish) => void make(wish)}
        className="inline-form"
      >
        <Form.Item name="name" label="用途" rules={[{ required: true, message: '请填写用途' }]}>
          <Input placeholder="例如：MES系统上传检验记录" maxLength={60} />
        </Form.Item>
        <Form.Item name="days" label="有效期" rules={[{ required: true, message: '请填写天数' }]}>
          <InputNumber min={1} precision={0} suffix="天" />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          新建
        </Button>
      </Form>
      {problem !== undefined && <ProblemView problem={problem} />}
      {made !== undefined && (
        <div className="note good made-key" role="status">
          <p>“{made.name}”的密钥只显示这一次，请立即保存：</p>
          <code className="secret">{made.key}</code>
          <Button size="small" onClick={() => void navigator.clipboard.writeText(made.key)}>
            复制
          </Button>
        </div>
      )}
    </Panel>
  );
}

function isUsable({ revokedAt, expiresAt }: Key): boolean {
  return revokedAt === null && expiresAt > now();
}
