import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { parseForm } from '#kernel/decide.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { Form as KernelForm } from '#kernel/field.ts';
import { useRefresh } from '../api/read.ts';
import type { Answer, Problem } from '../api/problem.ts';
import type { Receipt } from '#server/acts/present.ts';
import { ProblemView } from '../show/problem-view.tsx';
import { readDraft, useDraftKeeper } from './draft.ts';
import { Fields } from './fields.tsx';
import { RedraftContext } from './redraft.tsx';
import { placeTitle } from '#kernel/check/place.ts';
import { changedPath, isAbout, startValues, toInput, toPath } from './values.ts';
import type { Values } from './values.ts';

/** Something that the page asks for beside the form and that was left out. */
export interface Lack {
  /** Id of its control, which is focused from the summary. */
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
}

/** What a form needs: its definition, its name, and what to do with what was filled in. */
export interface DefinitionFormProps {
  readonly form: KernelForm;
  /** Names the draft and the submission, e.g. `act/<proceeding>/plan`. */
  readonly name: string;
  /** What the form starts with where there is no draft. */
  readonly given?: Values;
  /** Top fields that are shown elsewhere and go out as given. */
  readonly hidden?: readonly string[];
  /** Texts that would be drafted now, by top field, where they differ from what the form started with. */
  readonly redrafted?: Readonly<Record<string, string>>;
  readonly submitLabel?: string;
  /** Asks the person to confirm; resolves to false where it was called off. */
  readonly confirm?: (input: Values) => Promise<boolean>;
  readonly submit: (input: Values) => Promise<Answer<Receipt>>;
  readonly onDone: (receipt: Receipt) => void;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  /** What the page's own fields beside the form lack: told together with what the form itself lacks. */
  readonly lacks?: () => readonly Lack[];
  /** What follows from the input as it stands now, shown below the fields while they are filled in. */
  readonly preview?: (input: Values) => ReactNode;
  readonly onCancel?: () => void;
}

/**
 * The generic form of an act: drawn from the form of its definition, judged by it before it goes out, and showing
 * at its fields what the server refuses. What was typed survives a reload until it is submitted.
 */
export function DefinitionForm(props: DefinitionFormProps) {
  const [round, setRound] = useState(0);
  return (
    <OneForm key={`${props.name}#${round}`} {...props} startAgain={() => setRound(round + 1)} />
  );
}

function OneForm({
  form: definition,
  name,
  given,
  hidden = [],
  redrafted = {},
  submitLabel = '提交',
  confirm,
  submit,
  onDone,
  before,
  after,
  lacks = () => [],
  preview,
  onCancel,
  startAgain,
}: DefinitionFormProps & { startAgain: () => void }) {
  const fields = useMemo(
    () => describeForm(definition).filter(({ byEffect }) => byEffect !== true),
    [definition],
  );
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<Problem>();
  const [told, setTold] = useState(0);
  const [beside, setBeside] = useState<readonly Lack[]>([]);
  const [isBusy, setBusy] = useState(false);
  const draft = useDraftKeeper(name);
  const refresh = useRefresh();
  const summary = useRef<HTMLDivElement>(null);
  const [start] = useState(() => startOf(fields, name, given, hidden));

  // Not whenever the problem changes: it shrinks while somebody types.
  useEffect(() => {
    if (told > 0) summary.current?.scrollIntoView({ block: 'nearest' });
  }, [told]);

  function show(found: Problem) {
    setProblem(found);
    setTold((times) => times + 1);
    form.setFields(
      found.issues.map(({ path, sentence }) => ({ name: toPath(path), errors: [sentence] })),
    );
  }

  /** What was said about a field is over once it is changed; the next submission judges it again. */
  function changed(part: Values) {
    keepNow();
    if (problem === undefined) return;
    const at = changedPath(part);
    const isOver = (path: string) => isAbout(toPath(path), at);
    const over = problem.issues.filter(({ path }) => isOver(path));
    if (over.length === 0) return;
    form.setFields(over.map(({ path }) => ({ name: toPath(path), errors: [] })));
    const issues = problem.issues.filter(({ path }) => !isOver(path));
    const isSettled = issues.length === 0 && problem.code === 'invalid-input';
    setProblem(isSettled ? undefined : { ...problem, issues });
  }

  function keepNow() {
    draft.keep(form.getFieldsValue(true) as Values);
  }

  function giveUp() {
    draft.end();
    startAgain();
  }

  async function send() {
    const fixed = Object.fromEntries(hidden.map((one) => [one, given?.[one]]));
    const input = toInput(fields, { ...(form.getFieldsValue(true) as Values), ...fixed });
    form.setFields(form.getFieldsError().map((field) => ({ name: field.name, errors: [] })));
    const judged = parseForm(definition, input, []);
    const found = lacks();
    setBeside(found);
    if (!judged.ok || found.length > 0) {
      const own = judged.ok ? [] : (judged.issues ?? []);
      show({
        status: 422,
        code: 'invalid-input',
        detail: judged.ok ? '有内容没有填写，请补充后重新提交。' : judged.sentence,
        basis: [],
        issues: [...found.map(({ id, sentence }) => ({ path: id, sentence })), ...own],
      });
      return;
    }
    setProblem(undefined);
    if (confirm !== undefined && !(await confirm(input))) return;
    setBusy(true);
    const answer = await submit(input);
    setBusy(false);
    if (!answer.ok) return show(answer.problem);
    draft.end();
    onDone(answer.value);
    await refresh();
  }

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      name={name.replaceAll('/', '-')}
      initialValues={start.values}
      onValuesChange={changed}
      onFinish={() => void send()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        // What is handed in cannot be taken back, and Enter in a line is pressed from habit.
        if (event.target instanceof HTMLInputElement) event.preventDefault();
        if (event.ctrlKey || event.metaKey) form.submit();
      }}
      className="definition-form"
      scrollToFirstError
      noValidate
    >
      {start.isRestored && (
        <p className="draft-note">
          已恢复上次没有提交的内容。
          <button type="button" className="as-link" onClick={giveUp}>
            清空重填
          </button>
        </p>
      )}
      {before}
      <RedraftContext value={{ texts: redrafted, onTaken: keepNow }}>
        <Fields fields={fields} hidden={hidden} />
      </RedraftContext>
      {after}
      {preview !== undefined && <Preview fields={fields} preview={preview} />}
      <div ref={summary}>
        {problem !== undefined && (
          <ProblemView
            problem={problem}
            titleOf={(path) =>
              beside.find(({ id }) => id === path)?.title ||
              placeTitle(definition, toPath(path)) ||
              '整体'
            }
            onIssue={(path) => {
              if (beside.some(({ id }) => id === path)) document.getElementById(path)?.focus();
              else form.scrollToField(toPath(path), { focus: true, block: 'center' });
            }}
          />
        )}
      </div>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {submitLabel}
        </Button>
        {onCancel !== undefined && <Button onClick={onCancel}>取消</Button>}
        <span className="muted form-keys">Ctrl+Enter 提交</span>
      </div>
    </Form>
  );
}

function Preview({
  fields,
  preview,
}: {
  fields: readonly FieldDescription[];
  preview: NonNullable<DefinitionFormProps['preview']>;
}) {
  const form = Form.useFormInstance<Values>();
  const values = Form.useWatch((all: Values) => all, form) as Values | undefined;
  return values === undefined ? null : preview(toInput(fields, values));
}

/** A draft comes before what was given, but never for fields that the person can't change here. */
function startOf(
  fields: readonly FieldDescription[],
  name: string,
  given: Values | undefined,
  hidden: readonly string[],
) {
  const draft = readDraft(name);
  const fixed = Object.fromEntries(hidden.map((one) => [one, given?.[one]]));
  const from = draft === undefined ? given : { ...draft, ...fixed };
  return { values: startValues(fields, from), isRestored: draft !== undefined };
}
