import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SecondFactor } from '#server/session/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';

/** Binds an authenticator app: scan or type the secret, then prove it with a first code. */
export function SetUpSecondFactor() {
  const [started, setStarted] = useState<SecondFactor>();
  const [problem, setProblem] = useState<Problem>();

  async function start() {
    const answer = await call<SecondFactor>('POST', '/api/me/second-factor');
    if (answer.ok) setStarted(answer.value);
    setProblem(answer.ok ? undefined : answer.problem);
  }

  if (started === undefined) {
    return (
      <>
        <p>
          绑定后，登录时除密码外还要输入手机上身份验证器显示的6位数字。任何支持TOTP的身份验证器均可使用。
        </p>
        {problem !== undefined && <ProblemView problem={problem} />}
        <div className="form-foot">
          <Button type="primary" onClick={() => void start()}>
            开始绑定
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p>1. 用身份验证器扫描二维码，或者手工输入密钥。</p>
      <div className="qr-line">
        <img
          src={`data:image/svg+xml,${encodeURIComponent(started.qr)}`}
          alt="绑定身份验证器的二维码"
          width={168}
          height={168}
        />
        <code className="secret">{started.secret}</code>
      </div>
      <p>2. 输入身份验证器显示的6位数字。</p>
      <CodeForm path="/api/me/second-factor/confirm" label="完成绑定" done="身份验证器已绑定" />
    </>
  );
}

/** Gives the code after a sign-on elsewhere. */
export function GiveCode() {
  return <CodeForm path="/api/me/second-factor/code" label="确认" done="验证通过" />;
}

/** Gives the second factor up; the password proves that it is the person who asks. */
export function GiveUpSecondFactor() {
  return (
    <OneField
      send={(password) => call<void>('DELETE', '/api/me/second-factor', { password })}
      field={<Input.Password autoComplete="current-password" />}
      title="输入密码以解除绑定"
      label="解除绑定"
      done="身份验证器已解除绑定"
      isDangerous
    />
  );
}

function CodeForm({ path, label, done }: { path: string; label: string; done: string }) {
  return (
    <OneField
      send={(code) => call<void>('POST', path, { code })}
      field={<Input inputMode="numeric" autoComplete="one-time-code" className="num" autoFocus />}
      title="动态验证码"
      label={label}
      done={done}
    />
  );
}

function OneField({
  send,
  field,
  title,
  label,
  done,
  isDangerous = false,
}: {
  send: (text: string) => ReturnType<typeof call<void>>;
  field: React.ReactNode;
  title: string;
  label: string;
  done: string;
  isDangerous?: boolean;
}) {
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const refresh = useRefresh();
  const { message } = App.useApp();

  async function submit({ text }: { text: string }) {
    setBusy(true);
    const answer = await send(text);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    message.success(done);
    await refresh();
  }

  return (
    <Form<{ text: string }> layout="vertical" onFinish={(given) => void submit(given)}>
      <Form.Item name="text" label={title} rules={[{ required: true, message: `请填写${title}` }]}>
        {field}
      </Form.Item>
      {problem !== undefined && <ProblemView problem={problem} />}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={isBusy} danger={isDangerous}>
          {label}
        </Button>
      </div>
    </Form>
  );
}
