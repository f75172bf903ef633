import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { parseForm } from '#kernel/decide.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { law } from '#law/all.ts';
import { toInput } from '../../../kit/form/values.ts';
import type { Values } from '../../../kit/form/values.ts';
import { ProblemView } from '../../../kit/show/problem-view.tsx';
import { SheetField } from './field.tsx';
import { drop, get, parcelsOf, put } from './keep.ts';
import type { Parcel, Sheet } from './keep.ts';
import type { Known } from './sampling-page.tsx';
import { startingValues, taskOf, waysFor } from './sections.ts';
import type { Section, Way } from './sections.ts';
import { drain, handIn } from './send.ts';
import { Signatures } from './signature.tsx';

type Gaps = Readonly<Record<string, string>>;

/** The sheet itself: one way is filled in, judged on the phone by the law's own forms, and handed in. */
export function SheetForm({
  known,
  account,
  again,
}: {
  known: Known;
  account: string;
  again: () => void;
}) {
  const { modal } = App.useApp();
  const { id, state, version, procedure } = known.check;
  const ways = waysFor(state);
  const [way, setWay] = useState<Way | undefined>(ways[0]);
  const [values, setValues] = useState<Readonly<Record<string, Values>>>();
  const [gaps, setGaps] = useState<Gaps>({});
  const [parcels, setParcels] = useState<readonly Parcel[]>([]);
  const acts = law.procedure(procedure, version)?.acts ?? {};
  const key = `${account}/${id}`;

  async function send() {
    const outcome = await drain(id, account);
    setParcels(await parcelsOf(id));
    if (outcome !== 'sent') return;
    await drop('sheet', key);
    again();
  }

  useEffect(() => {
    void get<Sheet>('sheet', key).then((kept) =>
      setValues(kept?.values ?? startingValues(taskOf(known.check))),
    );
    void send();
    const retry = () => void send();
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
    // Once for a check: `again` and `known` change with every look at it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  if (values === undefined) return null;
  if (parcels.length > 0)
    return <Waiting parcels={parcels} account={account} send={send} again={again} />;
  if (way === undefined) return <p className="sheet-done">抽样已经结束，样品可以交接。</p>;

  function change(act: string, field: string, value: unknown) {
    const next = { ...values, [act]: { ...values?.[act], [field]: value } };
    setValues(next);
    setGaps(Object.fromEntries(Object.entries(gaps).filter(([at]) => at !== `${act}.${field}`)));
    void put('sheet', { proceeding: key, account, values: next } satisfies Sheet);
  }

  async function finish(done: Way) {
    const inputs = done.acts.map((act) => {
      const form = acts[act]!.form;
      return { act, form, input: toInput(describeForm(form), values?.[act] ?? {}) };
    });
    const found = inputs.flatMap(({ act, form, input }) => {
      const judged = parseForm(form, input, []);
      return judged.ok ? [] : (judged.issues ?? []).map((one) => ({ act, ...one }));
    });
    setGaps(
      Object.fromEntries(found.map(({ act, path, sentence }) => [`${act}.${path}`, sentence])),
    );
    if (found.length > 0) {
      requestAnimationFrame(() =>
        document.querySelector('.sheet .is-wrong')?.scrollIntoView({ block: 'center' }),
      );
      return;
    }
    for (const { act, input } of inputs) {
      await handIn({ proceeding: id, account, act }, acts[act]!.title, input);
    }
    await send();
  }

  const confirmEnd = (chosen: Way) =>
    modal.confirm({
      title: `${chosen.title}：提交后本次抽样结束`,
      okText: '提交',
      cancelText: '返回',
      onOk: () => finish(chosen),
    });

  return (
    <>
      <nav className="sheet-ways" aria-label="抽样情形">
        {ways.map((one) => (
          <button
            key={one.id}
            type="button"
            aria-pressed={one.id === way.id}
            className={one.ends === true ? 'ends' : ''}
            onClick={() => {
              setWay(one);
              setGaps({});
            }}
          >
            {one.title}
          </button>
        ))}
      </nav>
      {way.sections.map((section) => (
        <Part
          key={`${section.act}/${section.title}`}
          section={section}
          fields={describeForm(acts[section.act]!.form)}
          values={values}
          known={known}
          gaps={gaps}
          change={change}
        />
      ))}
      <footer className="sheet-foot">
        <span className="muted">
          {Object.keys(gaps).length > 0
            ? `还有${Object.keys(gaps).length}处需要填写`
            : '填写内容随时保存在本机'}
        </span>
        <Button
          type="primary"
          danger={way.ends === true}
          onClick={() => (way.ends === true ? confirmEnd(way) : void finish(way))}
        >
          提交{way.title}
        </Button>
      </footer>
    </>
  );
}

function Part({
  section,
  fields,
  values,
  known,
  gaps,
  change,
}: {
  section: Section;
  fields: readonly FieldDescription[];
  values: Readonly<Record<string, Values>>;
  known: Known;
  gaps: Gaps;
  change: (act: string, field: string, value: unknown) => void;
}) {
  const { act, title } = section;
  const own = values[act] ?? {};
  return (
    <section className="sheet-part">
      <h2>{title}</h2>
      {section.fields.map((name) => {
        const field = fields.find((one) => one.name === name)!;
        if (field.control === 'group') {
          const picked = (values['present']?.['samplers'] ?? []) as readonly string[];
          return (
            <Signatures
              key={name}
              samplers={picked.flatMap(
                (account) => known.people.find((one) => one.account === account)?.name ?? [],
              )}
              isRefused={own['signature'] === 'refused'}
              value={own[name] as Parameters<typeof Signatures>[0]['value']}
              onChange={(value) => change(act, name, value)}
            />
          );
        }
        return (
          <SheetField
            key={name}
            field={field}
            value={own[name]}
            people={known.people}
            gap={gaps[`${act}.${name}`]}
            onChange={(value) => change(act, name, value)}
          />
        );
      })}
    </section>
  );
}

/** What was handed in and has not arrived yet: it goes out again by itself, and at the press of a button. */
function Waiting({
  parcels,
  account,
  send,
  again,
}: {
  parcels: readonly Parcel[];
  account: string;
  send: () => Promise<void>;
  again: () => void;
}) {
  const [isBusy, setBusy] = useState(false);
  const refused = parcels.find((parcel) => parcel.refused !== undefined);
  const isOwn = parcels.every((parcel) => parcel.account === account);

  async function press() {
    setBusy(true);
    await send();
    setBusy(false);
  }

  /** What was refused and all that was done after it goes back onto the sheet; its values were never thrown away. */
  async function takeBack() {
    setBusy(true);
    await Promise.all(parcels.map(({ id }) => drop('parcel', id)));
    // What was done before it has arrived: the check stands elsewhere now, and the sheet opens anew.
    again();
  }

  return (
    <section className="sheet-part" role="status">
      <h2>{refused === undefined ? '等待发送' : '没有被接收'}</h2>
      <ul className="sheet-parcels">
        {parcels.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
      {!isOwn && <p>由另一位抽样人员填写，请本人登录后发送。</p>}
      {refused?.refused !== undefined ? (
        <>
          <ProblemView problem={refused.refused} />
          <Button type="primary" loading={isBusy} onClick={() => void takeBack()}>
            返回修改
          </Button>
        </>
      ) : (
        <>
          <p>内容和照片已保存在本机，网络恢复后自动发送，不会重复提交。</p>
          <Button type="primary" loading={isBusy} disabled={!isOwn} onClick={() => void press()}>
            立即发送
          </Button>
        </>
      )}
    </section>
  );
}
