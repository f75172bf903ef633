import { lazy, Suspense } from 'react';
import type { Me } from '#server/session/present.ts';
import { Loading } from '../../kit/show/states.tsx';

const PasswordForm = lazy(async () => {
  const { PasswordForm: component } = await import('../account/password-form.tsx');
  return { default: component };
});
const SetUpSecondFactor = lazy(async () => {
  const { SetUpSecondFactor: component } = await import('../account/second-factor.tsx');
  return { default: component };
});
const GiveCode = lazy(async () => {
  const { GiveCode: component } = await import('../account/second-factor.tsx');
  return { default: component };
});

/** What must be done before anything else: a first password of one's own, a second factor. */
export function MustDo({ what }: { what: NonNullable<Me['mustDo']> }) {
  return (
    <main className="must-do">
      <Suspense fallback={<Loading />}>
        {what === 'change-password' && (
          <>
            <h1>请先设置您自己的密码</h1>
            <p className="muted">目前的密码由他人设置，修改后才能使用平台。</p>
            <PasswordForm />
          </>
        )}
        {what === 'set-up-second-factor' && (
          <>
            <h1>请先绑定身份验证器</h1>
            <p className="muted">您所在的单位要求登录时使用动态验证码。</p>
            <SetUpSecondFactor />
          </>
        )}
        {what === 'give-second-factor' && (
          <>
            <h1>请输入动态验证码</h1>
            <GiveCode />
          </>
        )}
      </Suspense>
    </main>
  );
}
