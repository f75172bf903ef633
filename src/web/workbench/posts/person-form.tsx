import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { AddedPerson } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';

interface Person {
  readonly login: string;
  readonly name: string;
}

/** Asks for name and login of somebody who gets an account; the answer holds the one-time password. */
export function PersonForm({
  path,
  words,
  login = '',
  onMade,
  onCancel,
}: {
  /** Where the account is made. */
  path: string;
  words: {
    readonly name: string;
    readonly loginHint: string;
    readonly act: string;
    readonly refused: string;
  };
  login?: string;
  onMade: (made: AddedPerson) => void;
  onCancel: () => void;
}) {
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);

  async function make(person: Person) {
    setBusy(true);
    const answer = await call<AddedPerson>('POST', path, person);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) onMade(answer.value);
  }

  return (
    <Form<Person>
      layout="vertical"
      initialValues={{ login }}
      onFinish={(person) => void make(person)}
    >
      <Form.Item
        name="name"
        label={words.name}
        rules={[{ required: true, message: `请填写${words.name}` }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item
        name="login"
        label="登录名"
        extra={words.loginHint}
        rules={[{ required: true, message: '请填写登录名' }]}
      >
        <Input maxLength={64} autoCapitalize="none" className="num" />
      </Form.Item>
      {problem !== undefined && <ProblemView problem={problem} title={words.refused} />}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {words.act}
        </Button>
        <Button onClick={onCancel}>取消</Button>
      </div>
    </Form>
  );
}
