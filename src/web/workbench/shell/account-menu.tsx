import { Popover } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../kit/api/call.ts';
import { useMe } from '../me.tsx';

/** Who is signed in, in which posts, and what the person can do with the account. */
export function AccountMenu() {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
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
      <button type="button" onClick={() => void signOut()}>
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

/** Ends the session and leaves nothing of it in the page's memory. */
async function signOut() {
  await call('POST', '/api/sign-out');
  sessionStorage.clear();
  location.assign('/app/sign-in');
}
