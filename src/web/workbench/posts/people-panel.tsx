import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PresentedPerson } from '#server/registry/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { holds, useMe } from '../me.tsx';
import { AccountActs } from './account-acts.tsx';
import { AddPerson } from './add-person.tsx';

/** The people of the reader's own organisation with their posts, and adding one. */
export function PeoplePanel({ actFor }: { actFor: (person: PresentedPerson) => ReactNode }) {
  const me = useMe();
  const mayAdd = holds(me, ['principal', 'leader', 'administrator']);
  const people = useRead<{ people: readonly PresentedPerson[] }>('/api/people');
  const [isAdding, setAdding] = useState(false);
  return (
    <Panel
      title="本单位人员"
      flush
      acts={
        mayAdd && (
          <Button size="small" onClick={() => setAdding(true)}>
            增加人员
          </Button>
        )
      }
    >
      <Shown reading={people}>
        {({ people: list }) =>
          list.length === 0 ? (
            <Empty title="还没有登记人员">先增加人员，再任命到岗位。</Empty>
          ) : (
            <DataTable
              caption="本单位人员"
              rows={list}
              rowKey={({ account }) => account}
              toneOf={({ disabled }) => (disabled ? 'quiet' : undefined)}
              columns={[
                { title: '姓名', kind: 'main', cell: ({ name }) => name },
                { title: '登录名', kind: 'code', cell: ({ login }) => login },
                { title: '岗位', cell: (person) => <Held person={person} /> },
                {
                  title: '操作',
                  cell: (person) => (
                    <span className="row-buttons">
                      {person.disabled && '已停用'}
                      {actFor(person)}
                      {mayAdd && person.account !== me.account.id && (
                        <AccountActs person={person} />
                      )}
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Shown>
      {isAdding && <AddPerson onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function Held({ person: { posts, coming, disabled } }: { person: PresentedPerson }) {
  if (posts.length + coming.length === 0) return <span className="muted">没有岗位</span>;
  return (
    <>
      {posts.map(({ post, title, valid }) => (
        <span key={post} className={valid || disabled ? '' : 'alarm-text'}>
          {title}
          {!valid && !disabled && '（已过有效期）'}{' '}
        </span>
      ))}
      {coming.map(({ post, title, from }) => (
        <span key={post} className="muted num">
          {title}（将于{from}任职）{' '}
        </span>
      ))}
    </>
  );
}
