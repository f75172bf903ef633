import { Button } from 'antd';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeForm } from '#kernel/derive/describe.ts';
import type { Definition } from '#kernel/definition.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { law } from '#law/all.ts';
import type { EntryDetail } from '#server/entries/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { InputView } from '../../kit/show/input-view.tsx';
import { Names } from '../../kit/show/names.tsx';
import { Proof } from '../../kit/show/proof.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { momentText, periodText } from '../../kit/show/words.ts';
import { FactList } from '../../kit/show/fact-list.tsx';
import { Basis } from '../law/basis.tsx';
import { holds, useMe } from '../me.tsx';
import { mayKeep } from './books-page.tsx';
import { DailyView } from './daily-view.tsx';

/** One entry as it stands in the ledger: what was said, by whom, when, and the proof of it. */
export function EntryPage() {
  const { id } = useParams({ from: '/shell/entries/$id' });
  const entry = useRead<EntryDetail>(`/api/entries/${id}`);
  return (
    <Shown reading={entry} rows={10}>
      {(value) => (
        <Names value={value.names}>
          <OneEntry entry={value} />
        </Names>
      )}
    </Shown>
  );
}

function OneEntry({ entry }: { entry: EntryDetail }) {
  const definition = definitionOf(entry);
  const form = definition === undefined ? undefined : formOf(definition, entry.act);
  return (
    <Page
      title={entry.record ?? `${entry.definitionTitle} · ${entry.actTitle}`}
      about={definition !== undefined && <Basis ids={definition.basis} />}
      acts={<Acts entry={entry} definition={definition} />}
    >
      {entry.correctedBy !== undefined && (
        <p className="note warn">
          本记录已被更正，请以
          <Link to="/entries/$id" params={{ id: entry.correctedBy }}>
            更正后的记录
          </Link>
          为准。
        </p>
      )}
      <Panel>
        <Facts entry={entry} />
      </Panel>
      <Panel title="内容">
        {entry.erased !== undefined ? (
          <p className="note">
            内容已依法删除（{momentText(entry.erased.at)}）。依据：{entry.erased.basis}。理由：
            {entry.erased.reason} 存证哈希保留在账本中，仍可证明本记录曾经入账。
          </p>
        ) : entry.definition === 'daily-control' && entry.kind === 'duty' ? (
          <DailyView input={entry.input} />
        ) : form === undefined ? (
          <pre className="pre">{JSON.stringify(entry.input, undefined, 2)}</pre>
        ) : (
          <InputView fields={describeForm(form)} input={entry.input} withheld={entry.withheld} />
        )}
      </Panel>
      <Panel title="存证">
        <Proof entry={entry} />
      </Panel>
    </Page>
  );
}

function Facts({ entry }: { entry: EntryDetail }) {
  const { by, corrects, proceeding } = entry;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['单位', <OrganisationLink key="o" entry={entry} />],
    ['办理人', `${by.name}${by.posts.length > 0 ? `（${by.posts.join('、')}）` : ''}`],
    [
      '受理时间',
      <span key="t" className="num">
        {momentText(entry.at)}
      </span>,
    ],
    ...(entry.period === undefined ? [] : [['期次', periodOfEntry(entry)] as const]),
    ...(entry.late
      ? [
          [
            '时效',
            <span key="l" className="state-tag late">
              补录
            </span>,
          ] as const,
        ]
      : []),
    ...(entry.reason === undefined ? [] : [['原因说明', entry.reason] as const]),
    ...(corrects === undefined
      ? []
      : [
          [
            '更正',
            <Link key="c" to="/entries/$id" params={{ id: corrects }}>
              原记录
            </Link>,
          ] as const,
        ]),
    ...(proceeding === undefined
      ? []
      : [
          [
            '所属事项',
            <Link key="p" to="/proceedings/$id" params={{ id: proceeding }}>
              查看事项
            </Link>,
          ] as const,
        ]),
  ];
  return <FactList facts={facts} />;
}

function OrganisationLink({ entry }: { entry: EntryDetail }) {
  const { id, name } = entry.organisation;
  return (
    <Link to="/organisations/$id" params={{ id }}>
      {name}
    </Link>
  );
}

function Acts({ entry, definition }: { entry: EntryDetail; definition: Definition | undefined }) {
  const me = useMe();
  const router = useRouter();
  const isOwn = entry.organisation.id === me.organisation?.id;
  const isStanding = entry.correctedBy === undefined;
  const mayCorrect =
    isOwn &&
    isStanding &&
    ((definition?.kind === 'book' && definition.holds === 'list' && mayKeep(definition, me)) ||
      (definition?.kind === 'duty' && holds(me, definition.performer.posts)));
  const correct = () =>
    definition?.kind === 'duty'
      ? router.navigate({
          to: '/duties/$duty/record',
          params: { duty: definition.id },
          search: { period: entry.period, corrects: entry.id },
        })
      : router.navigate({
          to: '/books/$book/new',
          params: { book: entry.definition },
          search: { corrects: entry.id },
        });
  return (
    <>
      <Button href={`/api/entries/${entry.id}/paper.docx`} download>
        Word
      </Button>
      <Button href={`/api/entries/${entry.id}/paper.pdf`} target="_blank">
        PDF
      </Button>
      {mayCorrect && <Button onClick={() => void correct()}>更正</Button>}
    </>
  );
}

function definitionOf({ definition, period, at }: EntryDetail): Definition | undefined {
  const day = period ?? dayOf(at);
  return law.duty(definition, day) ?? law.book(definition, day) ?? law.procedure(definition, day);
}

/** The whole period of a duty's record, by the definition of its day. */
function periodOfEntry(entry: EntryDetail): string {
  const definition = definitionOf(entry);
  const day = entry.period ?? '';
  return definition?.kind === 'duty'
    ? periodText(definition.every, periodOf(definition.every, day))
    : day;
}

function formOf(definition: Definition, act: string) {
  return definition.kind === 'procedure' ? definition.acts[act]?.form : definition.form;
}
