import { Button, Form, Input } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Registered as Answer } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { toPath } from '../../kit/form/values.ts';
import { Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { EnterpriseFields, enterpriseLabels } from '../organisations/enterprise-fields.tsx';
import type { Enterprise } from '../organisations/enterprise-fields.tsx';
import './sign-in.css';

interface Registration {
  readonly enterprise: Enterprise;
  readonly principal: { readonly login: string; readonly name: string; readonly password: string };
}

const principalLabels: Readonly<Record<string, string>> = {
  name: '主要负责人姓名',
  login: '登录名',
  password: '密码',
};

/** An enterprise registers itself with its principal; the county's regulator confirms it afterwards. */
export function RegisterPage() {
  const router = useRouter();
  const [form] = Form.useForm<Registration>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const [claimed, setClaimed] = useState<string>();
  useEffect(() => {
    document.title = '企业注册 · 四方';
  }, []);

  async function register({ enterprise, principal }: Registration) {
    // What was cleared comes as null, which is no number.
    const given = Object.entries(enterprise).filter(([, value]) => value !== null);
    setBusy(true);
    const answer = await call<Answer>('POST', '/api/registrations', {
      enterprise: Object.fromEntries(given),
      principal,
    });
    if (answer.ok && 'claim' in answer.value) return setClaimed(answer.value.login);
    if (answer.ok) {
      const { login, password } = principal;
      await call<void>('POST', '/api/sign-in', { login, password });
      return router.history.push('/app/');
    }
    setBusy(false);
    setProblem(answer.problem);
    form.setFields(
      answer.problem.issues.map(({ path, sentence }) => ({
        name: toPath(path) as never,
        errors: [sentence],
      })),
    );
  }

  if (claimed !== undefined) {
    return (
      <Frame>
        <Claimed login={claimed} />
      </Frame>
    );
  }
  return (
    <Frame>
      <p className="note">
        注册后即可使用。所在地市场监管部门会核对营业执照并确认；确认之前，您的单位在平台上标注为“待确认”。监管部门已经登记、还没有账号的单位，在这里注册就是认领账号：监管部门先核对身份，确认以后才能登录。
      </p>
      <Form<Registration>
        form={form}
        layout="vertical"
        initialValues={{ enterprise: { kind: 'enterprise', productClasses: [] } }}
        onFinish={(given) => void register(given)}
        scrollToFirstError
      >
        <Panel title="单位信息">
          <EnterpriseFields at={['enterprise']} />
        </Panel>
        <Panel title="主要负责人账号" note="主要负责人可以增加人员、任命总监和安全员">
          <div className="fields">
            <Form.Item
              name={['principal', 'name']}
              label={principalLabels['name']}
              rules={[{ required: true, message: '请填写姓名' }]}
            >
              <Input maxLength={60} autoComplete="name" />
            </Form.Item>
            <Form.Item
              name={['principal', 'login']}
              label={principalLabels['login']}
              extra="小写字母、数字、点、横线，如手机号"
              rules={[{ required: true, message: '请填写登录名' }]}
            >
              <Input maxLength={64} autoComplete="username" autoCapitalize="none" />
            </Form.Item>
            <Form.Item
              name={['principal', 'password']}
              label={principalLabels['password']}
              extra="不少于10位，不要使用姓名、登录名或者常见密码"
              rules={[{ required: true, message: '请设置密码' }]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
          </div>
          {problem !== undefined && (
            <ProblemView
              problem={problem}
              title="没有注册"
              titleOf={titleOf}
              onIssue={(path) => form.scrollToField(toPath(path), { focus: true, block: 'center' })}
            />
          )}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={isBusy}>
              注册
            </Button>
            <a href="/app/sign-in">已有账号，去登录</a>
          </div>
        </Panel>
      </Form>
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="sign-in">
      <header className="sign-in-band low">
        <h1>四方</h1>
        <p>企业注册</p>
      </header>
      <main className="register">{children}</main>
    </div>
  );
}

/** The firm was registered before: the authority looks first, and nobody is signed in. */
function Claimed({ login }: { login: string }) {
  return (
    <Panel title="认领已提交">
      <div className="stack">
        <p role="status">
          这个单位已经由监管部门登记，您的注册作为认领提交。单位所在地市场监管部门先核对营业执照和您的身份，确认以后您才能用登录名
          <strong className="num">{login}</strong>
          和自己设置的密码登录；在此之前登录会提示“等待核对”。
        </p>
        <p className="muted">
          被驳回的认领，登录名随之删除，可以重新提交；急需办理的，请带营业执照联系当地市场监管部门。
        </p>
        <div className="form-foot">
          <a href="/app/sign-in">去登录页面</a>
        </div>
      </div>
    </Panel>
  );
}

function titleOf(path: string): string {
  const [part, name = ''] = path.split('.');
  return (part === 'principal' ? principalLabels[name] : enterpriseLabels[name]) ?? path;
}
