import { Input } from 'antd';
import { useState } from 'react';
import { useRead } from '../../kit/api/read.ts';
import { useSettled } from '../../kit/pick/settled.ts';
import type { DemoSignIn } from '#server/demo/present.ts';

type SignIn = (credentials: { login: string; password: string }) => void;

/** The invented people of the demonstration: those to try first, then all of them by kind of organisation. */
export function DemoSignIns({ signIn }: { signIn: SignIn }) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const { value } = useRead<{ signIns: readonly DemoSignIn[] }>('/api/demo/sign-ins', { q });
  if (value === undefined) return null;
  const first = value.signIns.filter(({ about }) => about !== undefined);
  const groups = Map.groupBy(
    value.signIns.filter(({ about }) => about === undefined),
    ({ kindTitle }) => kindTitle,
  );
  return (
    <section className="demo" aria-labelledby="demo-title">
      <header>
        <h2 id="demo-title">演示账号</h2>
        <p className="muted">单位和人员均为虚构。点击即以该人员的身份登录。</p>
        <Input
          type="search"
          aria-label="查找演示账号"
          placeholder="按单位、姓名查找"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          allowClear
        />
      </header>
      {first.length > 0 && <People people={first} signIn={signIn} />}
      {[...groups].map(([title, people]) => (
        <details key={title} open={typed !== '' || (first.length === 0 && groups.size < 3)}>
          <summary>
            {title}
            <span className="muted num">　{people.length}人</span>
          </summary>
          <People people={people} signIn={signIn} />
        </details>
      ))}
      {value.signIns.length === 0 && <p className="muted">没有找到，请换一个说法。</p>}
    </section>
  );
}

function People({ people, signIn }: { people: readonly DemoSignIn[]; signIn: SignIn }) {
  return (
    <ul>
      {people.map((one) => (
        <li key={one.login + one.post}>
          <button
            type="button"
            onClick={() => signIn({ login: one.login, password: one.password })}
          >
            <strong>
              {one.name}
              <small>{one.post}</small>
            </strong>
            <span>{one.organisation}</span>
            {one.about !== undefined && <small>{one.about}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}
