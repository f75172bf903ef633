import type { Definition } from '#kernel/definition.ts';
import type { Party } from '#kernel/party.ts';

/** What is asked for on the command line. */
export interface Wish {
  readonly kind: Definition['kind'];
  readonly id: string;
  readonly party: Party;
  /** Chinese title. */
  readonly title: string;
  /** First day in force. */
  readonly from: string;
}

/** Which organisation, post and clause a skeleton starts with; all three are to be replaced. */
const starts: Readonly<Record<Party, { kind: string; post: string; clause: string }>> = {
  enterprise: { kind: 'enterprise', post: 'quality-safety-officer', clause: 'guidance/2.1' },
  industry: { kind: 'industry-department', post: 'department-officer', clause: 'guidance/3.1' },
  regulator: { kind: 'market-regulator', post: 'case-officer', clause: 'guidance/4.1' },
  locality: { kind: 'local-government', post: 'local-officer', clause: 'guidance/5.1' },
  public: { kind: 'association', post: 'leader', clause: 'guidance/6' },
};

/** The files of a new definition by path from the root: the definition and a test that asks for the rest. */
export function skeleton(wish: Wish): ReadonlyMap<string, string> {
  const path = `src/law/${wish.party}/${wish.id}`;
  return new Map([
    [`${path}.ts`, bodies[wish.kind](wish)],
    [`${path}.test.ts`, testOf(wish)],
  ]);
}

/** The line for GLOSSARY.md; the meaning is still to be written. */
export function glossaryLine({ kind, id, title, party }: Wish): string {
  return `| ${title} | \`${id}\` | ${kind}: to be described | ${starts[party].clause} |`;
}

/** `spot-check` as the name of a constant. */
export function constantOf(id: string): string {
  return id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

const bodies: Readonly<Record<Definition['kind'], (wish: Wish) => string>> = {
  duty: dutySource,
  procedure: procedureSource,
  book: bookSource,
};

function head({ id, title, from, party }: Wish): string {
  return `  id: '${id}',
  title: '${title}',
  basis: ['${starts[party].clause}'],
  inForce: { from: '${from}' },
  party: '${party}',`;
}

function dutySource(wish: Wish): string {
  const { kind, post } = starts[wish.party];
  return `import { defineDuty } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';

/** ${wish.title}: what it is for. */
export const ${constantOf(wish.id)} = defineDuty({
${head(wish)}
  every: 'month',
  performer: { kinds: ['${kind}'], posts: ['${post}'], mayDelegate: false },
  record: '${wish.title}记录',
  late: { withinDays: 3, policy: '法规未规定补录，平台允许3日内说明原因后补录。' },
  form: field.form({
    note: field.longText('情况说明'),
  }),
  owedBy: () => true,
});
`;
}

function bookSource(wish: Wish): string {
  const { kind, post } = starts[wish.party];
  return `import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';

/** ${wish.title}: what it is for. */
export const ${constantOf(wish.id)} = defineBook({
${head(wish)}
  keeper: { kinds: ['${kind}'], posts: ['${post}'] },
  holds: 'list',
  retention: { years: 3, policy: '法规未规定保存期限，平台按3年保存。' },
  form: field.form({
    note: field.longText('内容'),
  }),
});
`;
}

function procedureSource(wish: Wish): string {
  const { kind, post, clause } = starts[wish.party];
  return `import { workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';

/** ${wish.title}: what it is for. */
export const ${constantOf(wish.id)} = defineProcedure({
${head(wish)}
  subject: 'optional',
  roles: {
    handler: { title: '承办单位', kinds: ['${kind}'], posts: ['${post}'], fills: 'opener' },
  },
  states: {
    opened: { title: '已立项' },
    closed: { title: '已办结', final: true },
  },
  acts: {
    open: {
      title: '立项',
      by: ['handler'],
      to: 'opened',
      basis: ['${clause}'],
      form: field.form({ matter: field.longText('事由') }),
    },
    close: {
      title: '办结',
      by: ['handler'],
      from: 'opened',
      to: 'closed',
      basis: ['${clause}'],
      form: field.form({ result: field.longText('办理结果') }),
    },
  },
  deadlines: {
    handling: {
      title: '办理期限',
      owner: 'handler',
      nature: 'duty',
      starts: { act: 'open' },
      count: workingDays(20),
      ends: ['close'],
      basis: ['${clause}'],
      policy: '法规未规定办理期限，平台按20个工作日提醒。',
    },
  },
});
`;
}

function testOf(wish: Wish): string {
  const name = constantOf(wish.id);
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ${name} } from './${wish.id}.ts';
import { law } from '../all.ts';

test('${wish.id} is in force from its first day', () => {
  assert.equal(law.${wish.kind}('${wish.id}', ${name}.inForce.from), ${name});
});
`;
}
