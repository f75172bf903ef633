import { App, Popover } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useMe } from '../me.tsx';
import { forgetPerson } from '../spot-checks/sampling/away/person.ts';

/** Who is signed in, in which posts, and what the person can do with the account. */
export function AccountMenu() {
  const me = useMe();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);

  async function leave() {
    const problem = await signOut();
    if (problem !== undefined) void message.error(`尚未退出登录：${problem.detail}`);
  }

  const content = (
    <div className="pop-list">
      <div className="who">
        <strong>{me.account.name}</strong>
        {!me.guest && <small className="muted"> {me.account.login}</small>}
        {me.posts.map((post) => (
          <div key={post.id + post.from} className="muted">
            {post.title}
            {post.standing === 'lapsed' && <span className="alarm-text">（考核已过有效期）</span>}
          </div>
        ))}
      </div>
      <Link to="/account" onClick={close}>
        {me.guest ? '查询码' : '账号与安全'}
      </Link>
      <button type="button" onClick={() => void leave()}>
        退出登录
      </button>
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={content}
    >
      <button type="button" className="top-button" aria-expanded={isOpen}>
        {me.account.name}
      </button>
    </Popover>
  );
}

/** Ends the session and leaves nothing of it on the page or the device. @returns why not: it goes on then. */
async function signOut(): Promise<Problem | undefined> {
  const answer = await call('POST', '/api/sign-out');
  if (!answer.ok && answer.problem.code !== 'not-signed-in') return answer.problem;
  await forgetPerson();
  sessionStorage.clear();
  location.assign('/app/sign-in');
  return undefined;
}
