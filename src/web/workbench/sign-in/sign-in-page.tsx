import { Button, Form, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SignInPage as Ways } from '#server/session/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead } from '../../kit/api/read.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { useFilters } from '../search.ts';
import { DemoSignIns } from './demo-sign-ins.tsx';
import './sign-in.css';

interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly code?: string;
}

/** The way in: password, the code of a second factor where one is set up, the province's sign-on, the demonstration. */
export function SignInPage() {
  const [search] = useFilters();
  const router = useRouter();
  const queries = useQueryClient();
  const { value: ways } = useRead<Ways>('/api/sign-in');
  const [problem, setProblem] = useState<Problem>();
  const [needsCode, setNeedsCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    document.title = '登录 · 四方';
  }, []);

  async function signIn(credentials: Credentials) {
    setBusy(true);
    const answer = await call<void>('POST', '/api/sign-in', credentials);
    setBusy(false);
    if (answer.ok) {
      forgetOther(credentials.login);
      queries.clear();
      return router.history.push(safeNext(search['next']));
    }
    const { code } = answer.problem;
    // The first answer that asks for the code is no failure.
    setProblem(code === 'second-factor' && !needsCode ? undefined : answer.problem);
    if (code === 'second-factor') setNeedsCode(true);
  }

  return (
    <div className="sign-in">
      <header className="sign-in-band">
        <h1>四方</h1>
        <p>工业产品质量安全责任平台</p>
        <small>企业主体责任 · 行业主管责任 · 部门监管责任 · 属地管理责任</small>
      </header>
      <main className="sign-in-card">
        <h2>登录</h2>
        <Form<Credentials>
          layout="vertical"
          requiredMark={false}
          onFinish={(given) => void signIn(given)}
        >
          <Form.Item
            name="login"
            label="登录名"
            rules={[{ required: true, message: '请输入登录名' }]}
          >
            <Input autoComplete="username" autoCapitalize="none" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label="密码"
            rules={[{ required: true, message: '请输入密码' }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {needsCode && (
            <Form.Item
              name="code"
              label="动态验证码"
              extra="打开手机上的身份验证器，输入6位数字"
              rules={[{ required: true, message: '请输入6位动态验证码' }]}
            >
              <Input inputMode="numeric" autoComplete="one-time-code" autoFocus className="num" />
            </Form.Item>
          )}
          {problem !== undefined && <ProblemView problem={problem} title="未能登录" />}
          <Button type="primary" htmlType="submit" block loading={isBusy}>
            登录
          </Button>
        </Form>
        {ways?.provider === true && (
          <Button
            block
            href={withQuery('/api/oidc/start', { next: safeNext(search['next']) })}
            className="sign-in-provider"
          >
            使用统一身份认证登录
          </Button>
        )}
        <p className="muted sign-in-help">
          尚未登记的企业可以<Link to="/register">自行注册</Link>
          。忘记密码请联系本单位系统管理员。公众<Link to="/start">投诉举报</Link>
          和查询不需要登录，查询请前往
          <a href="/">网站首页</a>。
        </p>
      </main>
      {ways?.demo === true && <DemoSignIns signIn={(given) => void signIn(given)} />}
    </div>
  );
}

/** What one person typed and did not submit is not shown to the next one at the same desk. */
function forgetOther(login: string): void {
  if (sessionStorage.getItem('login') !== login) sessionStorage.clear();
  sessionStorage.setItem('login', login);
}

/** Only addresses of this application are followed after signing in. */
function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/app\/(?!\/)/.test(next) && !next.includes('sign-in')
    ? next
    : '/app/';
}
