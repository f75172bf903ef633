import { App, Modal } from 'antd';
import { useState } from 'react';
import type { AddedPerson, PresentedPerson } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Handed } from './handed.tsx';

type Measure = 'disable' | 'enable' | 'password';

const measures: Readonly<
  Record<Measure, { label: string; question: (name: string) => string; warning: string }>
> = {
  disable: {
    label: '停用账号',
    question: (name) => `停用${name}的账号？`,
    warning: '立即退出全部登录，不能再登录，岗位仍须另行免去。办过的事项和记录不变。可以恢复。',
  },
  enable: {
    label: '恢复账号',
    question: (name) => `恢复${name}的账号？`,
    warning: '本人用原来的密码登录。',
  },
  password: {
    label: '换发密码',
    question: (name) => `为${name}换发一次性密码？`,
    warning: '原密码失效，立即退出全部登录，并解除登录锁定。本人会收到消息。',
  },
};

/** What the house does about the account of somebody who left or forgot the password. */
export function AccountActs({ person }: { person: PresentedPerson }) {
  const { modal } = App.useApp();
  const refresh = useRefresh();
  const [made, setMade] = useState<AddedPerson>();
  const [problem, setProblem] = useState<Problem>();

  function ask(measure: Measure) {
    const { question, warning, label } = measures[measure];
    modal.confirm({
      title: question(person.name),
      content: warning,
      okText: label,
      okButtonProps: { danger: measure === 'disable' },
      onOk: async () => {
        const answer = await call<AddedPerson | undefined>(
          'POST',
          `/api/people/${person.account}/${measure}`,
        );
        if (!answer.ok) setProblem(answer.problem);
        else if (measure === 'password') setMade(answer.value);
        await refresh();
      },
    });
  }

  const offered: readonly Measure[] = person.disabled ? ['enable'] : ['password', 'disable'];
  return (
    <>
      {offered.map((measure) => (
        <button
          key={measure}
          type="button"
          className={measure === 'disable' ? 'as-link danger' : 'as-link'}
          onClick={() => ask(measure)}
        >
          {measures[measure].label}
        </button>
      ))}
      {made !== undefined && (
        <Modal open title="一次性密码" footer={null} onCancel={() => setMade(undefined)}>
          <Handed made={made} onClose={() => setMade(undefined)}>
            请把一次性密码当面交给本人，本人登录时须改成自己的密码。密码只显示这一次。
          </Handed>
        </Modal>
      )}
      {problem !== undefined && (
        <Modal open title="没有办理" footer={null} onCancel={() => setProblem(undefined)}>
          <ProblemView problem={problem} title="没有办理" />
        </Modal>
      )}
    </>
  );
}
