import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { AddedPerson } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Handed } from './handed.tsx';

/** Adds a person with an account to the reader's own organisation. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<AddedPerson>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const refresh = useRefresh();

  async function add(person: { login: string; name: string }) {
    setBusy(true);
    const answer = await call<AddedPerson>('POST', '/api/people', person);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    setMade(answer.value);
    await refresh();
  }

  return (
    <Modal open title="增加人员" onCancel={onClose} footer={null} destroyOnHidden>
      {made === undefined ? (
        <Form<{ login: string; name: string }>
          layout="vertical"
          onFinish={(person) => void add(person)}
        >
          <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请填写姓名' }]}>
            <Input maxLength={60} autoFocus />
          </Form.Item>
          <Form.Item
            name="login"
            label="登录名"
            extra="用小写字母、数字、点、横线，如手机号或者姓名拼音"
            rules={[{ required: true, message: '请填写登录名' }]}
          >
            <Input maxLength={64} autoCapitalize="none" className="num" />
          </Form.Item>
          {problem !== undefined && <ProblemView problem={problem} title="没有增加" />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={isBusy}>
              增加
            </Button>
            <Button onClick={onClose}>取消</Button>
          </div>
        </Form>
      ) : (
        <Handed made={made} onClose={onClose}>
          已增加。请把登录名和一次性密码当面交给本人，本人首次登录时须改成自己的密码。密码只显示这一次。
        </Handed>
      )}
    </Modal>
  );
}
