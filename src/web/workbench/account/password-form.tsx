import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';

interface Wish {
  readonly old: string;
  readonly new: string;
  readonly again: string;
}

/** Changes the person's own password; every other session ends. */
export function PasswordForm() {
  const [form] = Form.useForm<Wish>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const { message } = App.useApp();
  const refresh = useRefresh();

  async function change(wish: Wish) {
    setBusy(true);
    const answer = await call<void>('POST', '/api/me/password', { old: wish.old, new: wish.new });
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      form.setFields(
        answer.problem.issues.map(({ path, sentence }) => ({
          name: path as keyof Wish,
          errors: [sentence],
        })),
      );
      return;
    }
    setProblem(undefined);
    form.resetFields();
    message.success('密码已修改，其他设备上的登录已退出');
    await refresh();
  }

  return (
    <Form<Wish> form={form} layout="vertical" onFinish={(wish) => void change(wish)}>
      <Form.Item name="old" label="原密码" rules={[{ required: true, message: '请输入原密码' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="new"
        label="新密码"
        extra="不少于10位，不要使用姓名、登录名或者常见密码"
        rules={[{ required: true, message: '请输入新密码' }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再次输入新密码"
        dependencies={['new']}
        rules={[
          {
            validator: (_rule, value: string) =>
              value === form.getFieldValue('new')
                ? Promise.resolve()
                : Promise.reject(new Error('两次输入的新密码不一致')),
          },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {problem !== undefined && <ProblemView problem={problem} title="密码没有修改" />}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          修改密码
        </Button>
      </div>
    </Form>
  );
}
