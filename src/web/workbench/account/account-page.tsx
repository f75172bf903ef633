import { Page, Panel } from '../../kit/page/page.tsx';
import { RenewCode } from '../guests/renew-code.tsx';
import { useMe } from '../me.tsx';
import { PasswordForm } from './password-form.tsx';
import { GiveUpSecondFactor, SetUpSecondFactor } from './second-factor.tsx';

const standings = { valid: '有效', lapsed: '考核已过有效期', 'not-held': '未任职' } as const;

/** The person's own account: posts, password, second factor. */
export function AccountPage() {
  const me = useMe();
  if (me.guest) {
    return (
      <Page title="查询码" narrow>
        <RenewCode />
      </Page>
    );
  }
  return (
    <Page title="账号与安全" narrow>
      <Panel title="本人">
        <dl className="facts">
          <div>
            <dt>姓名</dt>
            <dd>{me.account.name}</dd>
          </div>
          <div>
            <dt>登录名</dt>
            <dd className="num">{me.account.login}</dd>
          </div>
          <div>
            <dt>单位</dt>
            <dd>{me.organisation?.name ?? '个人用户'}</dd>
          </div>
          <div>
            <dt>岗位</dt>
            <dd>
              {me.posts.length === 0 && '没有岗位'}
              {me.posts.map((post) => (
                <div key={post.id + post.from}>
                  {post.title}
                  <span className={post.standing === 'lapsed' ? 'alarm-text' : 'muted'}>
                    　{standings[post.standing]}
                    {post.qualifiedUntil !== null && `，考核有效期至${post.qualifiedUntil}`}
                  </span>
                </div>
              ))}
            </dd>
          </div>
        </dl>
      </Panel>
      <Panel title="修改密码">
        <PasswordForm />
      </Panel>
      <Panel title="身份验证器" note={me.secondFactor.required ? '本单位要求使用' : '建议使用'}>
        {me.secondFactor.on ? <GiveUpSecondFactor /> : <SetUpSecondFactor />}
      </Panel>
    </Page>
  );
}
