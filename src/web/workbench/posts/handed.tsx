import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { AddedPerson } from '#server/registry/present.ts';

/** A login with its one-time password, shown once to whoever hands it over. */
export function Handed({
  made,
  children,
  onClose,
}: {
  made: AddedPerson;
  children: ReactNode;
  onClose: () => void;
}) {
  return (
    <div className="stack">
      <p role="status">{children}</p>
      <dl className="facts">
        <div>
          <dt>登录名</dt>
          <dd className="num">{made.login}</dd>
        </div>
        <div>
          <dt>一次性密码</dt>
          <dd>
            <code className="secret">{made.password}</code>
          </dd>
        </div>
      </dl>
      <div className="form-foot">
        <Button type="primary" onClick={onClose}>
          已记下
        </Button>
      </div>
    </div>
  );
}
