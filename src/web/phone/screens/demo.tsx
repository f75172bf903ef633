/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { DemoSignIn } from '#server/demo/present.ts';
import { ask } from '../send/ask.ts';

const shown = 6;

/** DemoSignIn officers of the demonstration; elsewhere the server knows none. */
export function DemoOfficers(props: {
  readonly onChoose: (login: string, password: string) => void;
}) {
  const [people, setPeople] = useState<readonly DemoSignIn[]>([]);
  useEffect(() => {
    void ask<{ signIns: readonly DemoSignIn[] }>('GET', '/api/demo/sign-ins').then((answer) => {
      const all = answer.ok ? answer.value.signIns : [];
      setPeople(all.filter(({ post }) => post === '质量安全员').slice(0, shown));
    });
  }, []);
  if (people.length === 0) return null;
  return (
    <section class="card demo" aria-labelledby="demo-title">
      <h2 id="demo-title">演示账号</h2>
      <p class="quiet">单位和人员均为虚构，点击即可登录。</p>
      {people.map(({ login, password, name, organisation, post }) => (
        <button
          type="button"
          class="row"
          key={login}
          onClick={() => props.onChoose(login, password)}
        >
          <span class="row-text">
            <b>
              {name} · {post}
            </b>
            <span>{organisation}</span>
          </span>
        </button>
      ))}
    </section>
  );
}
