import { useRead } from '../../kit/api/read.ts';
import type { DemoSignIn } from '../shapes.ts';

/** The invented people of the demonstration, by party; one click signs in. */
export function DemoSignIns({
  signIn,
}: {
  signIn: (credentials: { login: string; password: string }) => void;
}) {
  const { value } = useRead<readonly DemoSignIn[]>('/api/demo/sign-ins');
  if (value === undefined || value.length === 0) return null;
  const groups = Map.groupBy(value, ({ party, organisation }) => party ?? organisation);
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">演示账号</h2>
      <p className="muted">单位和人员均为虚构。点击即以该人员的身份登录。</p>
      {[...groups].map(([title, people]) => (
        <div key={title} className="demo-group">
          <h3>{title}</h3>
          <ul>
            {people.map((one) => (
              <li key={one.login}>
                <button
                  type="button"
                  onClick={() => signIn({ login: one.login, password: one.password })}
                >
                  <strong>
                    {one.name}
                    <small>{one.post}</small>
                  </strong>
                  <span>{one.organisation}</span>
                  <small>{one.about}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
