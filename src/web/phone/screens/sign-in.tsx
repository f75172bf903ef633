/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { SignInPage } from '#server/session/present.ts';
import type { Problem } from '#web/kit/api/problem.ts';
import { go } from '../acts/route.ts';
import { lastLogin, signIn } from '../acts/session.ts';
import { toast, useApp } from '../acts/state.ts';
import { Icon } from '../parts/icons.tsx';
import { ask } from '../send/ask.ts';
import { DemoOfficers } from './demo.tsx';

/** Signing in on the phone. The login name is remembered; what was filled in waits unharmed. */
export function SignInScreen() {
  const { person, parcels, isOnline } = useApp();
  const { provider, demo } = useWays();
  const mine = parcels.filter(({ account }) => account === person?.account).length;
  return (
    <main class="sign-in">
      <header class="brand">
        <Icon name="shield" size={56} />
        <h1>日管控</h1>
        <p>四方 · 工业产品质量安全</p>
      </header>
      <section class="card">
        {person !== undefined && (
          <p class="banner is-info">
            登录已过期，请重新登录。
            {mine > 0
              ? `${mine}份未提交的记录保存在本机，登录后自动提交。`
              : '已填写的内容都在本机。'}
          </p>
        )}
        {!isOnline && <p class="banner is-warning">当前没有网络，联网后才能登录。</p>}
        <Form />
        {provider && (
          <a class="button is-plain" href="/api/oidc/start?next=/phone/">
            统一身份认证登录
          </a>
        )}
        {person !== undefined && (
          <button type="button" class="button is-plain" onClick={() => go('/', { replace: true })}>
            稍后登录，先填写
          </button>
        )}
      </section>
      {demo && (
        <DemoOfficers
          onChoose={(login, password) => {
            void signIn(login, password, '').then((problem) =>
              problem === undefined ? go('/', { replace: true }) : toast(problem.detail),
            );
          }}
        />
      )}
    </main>
  );
}

function Form() {
  const [login, setLogin] = useState(lastLogin);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const wantsCode = problem?.code === 'second-factor' || code !== '';
  const submit = async () => {
    setBusy(true);
    const refused = await signIn(login.trim(), password, code.trim());
    setBusy(false);
    setProblem(refused);
    if (refused === undefined) go('/', { replace: true });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label class="field">
        <span>登录名</span>
        <input
          type="text"
          value={login}
          required
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          onInput={(event) => setLogin(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>密码</span>
        <input
          type="password"
          value={password}
          required
          autocomplete="current-password"
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      {wantsCode && (
        <label class="field">
          <span>动态验证码</span>
          <input
            type="text"
            value={code}
            required
            autocomplete="one-time-code"
            inputMode="numeric"
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
      )}
      {problem !== undefined && (
        <p class="banner is-danger" role="alert">
          {problem.code === 'offline' ? '网络没有连通，请检查网络后重试。' : problem.detail}
        </p>
      )}
      <button type="submit" class="button is-primary" disabled={isBusy}>
        {isBusy ? '正在登录…' : '登录'}
      </button>
    </form>
  );
}

function useWays(): SignInPage {
  const [ways, set] = useState<SignInPage>({ provider: false, demo: false });
  useEffect(() => {
    void ask<SignInPage>('GET', '/api/sign-in').then((answer) => answer.ok && set(answer.value));
  }, []);
  return ways;
}
