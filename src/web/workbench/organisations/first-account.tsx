import { Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import type { AddedPerson, OrganisationDetail } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Handed } from '../posts/handed.tsx';

/** The regulator opens the first account of a firm; the one-time password is shown once. */
export function FirstAccount({
  organisation,
  onClose,
}: {
  organisation: OrganisationDetail;
  onClose: () => void;
}) {
  const [made, setMade] = useState<AddedPerson>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const refresh = useRefresh();

  async function open(person: { login: string; name: string }) {
    setBusy(true);
    const path = `/api/organisations/${organisation.id}/first-account`;
    const answer = await call<AddedPerson>('POST', path, person);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setMade(answer.value);
  }

  // Only then: the page behind loses the button, and the drawer with it.
  async function close() {
    onClose();
    if (made !== undefined) await refresh();
  }

  return (
    <Drawer
      open
      title="开通账号"
      size="min(480px, 100vw)"
      onClose={() => void close()}
      // A slip beside the drawer must not take the password away.
      mask={{ closable: made === undefined }}
    >
      {made === undefined ? (
        <Form<{ login: string; name: string }>
          layout="vertical"
          initialValues={{ login: organisation.creditCode?.toLowerCase() ?? '' }}
          onFinish={(person) => void open(person)}
        >
          <div className="stack">
            <p className="note">
              为“{organisation.name}
              ”开通第一个账号。本人自今天起任主要负责人，可以增加人员、任命岗位。请核对身份后当面交付一次性密码。
            </p>
            <span />
          </div>
          <Form.Item
            name="name"
            label="主要负责人姓名"
            rules={[{ required: true, message: '请填写主要负责人姓名' }]}
          >
            <Input maxLength={60} autoFocus />
          </Form.Item>
          <Form.Item
            name="login"
            label="登录名"
            extra="默认用统一社会信用代码（小写），也可以改为手机号等"
            rules={[{ required: true, message: '请填写登录名' }]}
          >
            <Input maxLength={64} autoCapitalize="none" className="num" />
          </Form.Item>
          {problem !== undefined && <ProblemView problem={problem} title="没有开通" />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={isBusy}>
              开通
            </Button>
            <Button onClick={onClose}>取消</Button>
          </div>
        </Form>
      ) : (
        <Handed made={made} onClose={() => void close()}>
          已开通。请把登录名和一次性密码当面交给本人，本人首次登录时须改成自己的密码。密码只显示这一次。
        </Handed>
      )}
    </Drawer>
  );
}
