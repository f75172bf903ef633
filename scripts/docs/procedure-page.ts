import { describeCount } from '#kernel/calendar/count.ts';
import type { Act, Back, Deadline, Procedure, Target } from '#kernel/definition.ts';
import type { Extension, Start } from '#kernel/calendar/span.ts';
import { accessTable } from '#kernel/derive/access.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { stateDiagram } from '#kernel/derive/diagram.ts';
import type { Form } from '#kernel/field.ts';
import { levels, organisationKinds, parties, posts } from '#kernel/party.ts';
import { codes, page, table } from './markdown.ts';
import { paperTable } from './paper-table.ts';

/** Documents all versions of a procedure, the newest first: states, acts, deadlines, roles and forms. */
export function procedurePage(versions: readonly Procedure[]): string {
  const sorted = versions.toSorted((a, b) => (a.inForce.from < b.inForce.from ? 1 : -1));
  const title = `# ${sorted[0]?.title ?? ''} (\`${sorted[0]?.id ?? ''}\`)`;
  return page(title, ...sorted.flatMap(version));
}

/** Lists the fields of a form, those inside groups and rows under their path. */
export function formTable(form: Form): string {
  const heads = ['Field', '名称', 'Input', 'Required', 'Bounds', 'Values', 'Seen by'];
  return table(heads, fieldRows(form));
}

/** Days in force in words. */
export function inForceText({ from, to }: Procedure['inForce']): string {
  return to === undefined ? `since ${from}` : `${from} – ${to}`;
}

function version(procedure: Procedure): string[] {
  const { acts, deadlines } = procedure;
  return [
    `## In force ${inForceText(procedure.inForce)}`,
    `Party: ${parties[procedure.party]}. Basis: ${codes(procedure.basis)}.`,
    `\`\`\`mermaid\n${stateDiagram(procedure)}\`\`\``,
    ...hiddenStates(procedure),
    '### Acts',
    table(
      ['Act', '名称', 'By', 'From', 'To', 'Time limits', 'Basis'],
      Object.entries(acts).map(([id, act]) => actRow(id, act, procedure)),
    ),
    ...paperTable(procedure),
    '### Deadlines',
    table(
      ['Deadline', '名称', 'Owner', 'Nature', 'Period', 'Starts with', 'Met by', 'Notes', 'Basis'],
      Object.entries(deadlines).map(([id, clock]) => clockRow(id, clock, procedure)),
    ),
    '### Roles',
    table(['Role', '名称', 'Who', 'Posts', 'Level', 'Seat', 'Acts'], roleRows(procedure)),
    '### Forms',
    ...Object.entries(acts).flatMap(([id, act]) => [
      `#### ${act.title} (\`${id}\`)`,
      formTable(act.form),
    ]),
  ];
}

function hiddenStates({ states }: Procedure): string[] {
  const hidden = Object.values(states).filter((state) => state.hiddenFrom !== undefined);
  if (hidden.length === 0) return [];
  const rows = hidden.map((state) => [state.title, codes(state.hiddenFrom ?? [])]);
  return ['### Hidden states', table(['状态', 'Not seen by'], rows)];
}

function actRow(id: string, act: Act, { acts, roles, states }: Procedure): string[] {
  const state = (name: string) => states[name]?.title ?? name;
  const limits = [
    ...(act.within === undefined ? [] : [`within \`${act.within}\``]),
    ...(act.notBefore === undefined
      ? []
      : [`not before ${codes([act.notBefore].flat() as readonly string[])}`]),
    ...(act.notBy === undefined ? [] : [`another person than did ${codes(act.notBy)}`]),
  ];
  return [
    `\`${id}\``,
    act.title,
    act.by.map((role) => roles[role]?.title ?? role).join('、'),
    act.from === undefined ? 'opens' : [act.from].flat().map(state).join('、'),
    targetText(act.to, { acts, states }),
    limits.join('\n'),
    codes(act.basis),
  ];
}

function targetText(to: Target | undefined, { acts, states }: Pick<Procedure, 'acts' | 'states'>) {
  const led = (next: string | Back) =>
    typeof next === 'string'
      ? (states[next]?.title ?? next)
      : `back to where it stood before ${acts[next.before]?.title ?? next.before}`;
  if (to === undefined) return 'stays';
  if (typeof to === 'string' || 'before' in to) return led(to);
  return Object.entries(to.cases)
    .map(([value, next]) => `${value} → ${led(next)}`)
    .join('\n');
}

function clockRow(id: string, clock: Deadline, { acts, roles }: Procedure): string[] {
  const title = (act: string) => acts[act]?.title ?? act;
  const start = ({ act, on, where }: Start) =>
    [
      title(act),
      ...(on === undefined ? [] : [`(on \`${on}\`)`]),
      ...(where === undefined ? [] : [`where \`${where.field}\` is \`${where.is}\``]),
    ].join(' ');
  const notes = [
    ...(clock.pausedBy ?? []).map(({ from, until, where }) => {
      const only = where === undefined ? '' : ` where \`${where.field}\` is \`${where.is}\``;
      const ends = [until].flat().map((act) => title(act));
      return `paused ${title(from)}${only} – ${ends.join(' or ')}`;
    }),
    ...([clock.extendedBy ?? []].flat() as readonly Extension[]).map((extension) =>
      'by' in extension
        ? `${title(extension.act)}: + ${describeCount(extension.by)}`
        : `${title(extension.act)}: until \`${extension.until}\``,
    ),
    ...(clock.restarts ? ['starts again with each start'] : []),
    ...rolling(clock),
    ...(clock.policy === undefined ? [] : [`policy: ${clock.policy}`]),
  ];
  return [
    `\`${id}\``,
    clock.title,
    roles[clock.owner]?.title ?? clock.owner,
    clock.nature,
    clock.numberIn === undefined
      ? describeCount(clock.count)
      : `${describeCount(clock.count)} or fewer by \`${clock.numberIn}\``,
    ([clock.starts].flat() as readonly Start[]).map(start).join('\n'),
    clock.ends.map(title).join('、'),
    notes.join('\n'),
    codes(clock.basis),
  ];
}

function rolling({ count }: Deadline): string[] {
  if (!('rolls' in count) || count.rolls === 'none') return [];
  return [count.rolls === 'rest-day' ? 'rolls past days off' : 'rolls past statutory holidays'];
}

function roleRows(procedure: Procedure): string[][] {
  const access = accessTable(procedure);
  return Object.entries(procedure.roles).map(([id, role]) => [
    `\`${id}\``,
    role.title,
    role.private === true
      ? '个人（不以单位名义）'
      : role.kinds.length === 0
        ? '个人'
        : role.kinds.map((kind) => organisationKinds[kind]).join('、'),
    (role.posts ?? []).map((post) => posts[post]).join('、'),
    role.level === undefined ? '' : levels[role.level],
    role.sameAs === undefined ? role.fills : `with \`${role.sameAs}\``,
    access
      .filter((row) => row.role === id)
      .map((row) => row.actTitle)
      .join('、'),
  ]);
}

function fieldRows(form: Form): string[][] {
  const rows = (fields: readonly FieldDescription[], path: string): string[][] =>
    fields.flatMap((field) => [
      [
        `\`${path}${field.name}\``,
        field.unit === undefined ? field.label : `${field.label}(${field.unit})`,
        field.control,
        field.required ? 'yes' : '',
        boundsText(field),
        Object.entries(field.options ?? {})
          .map(([value, title]) => `\`${value}\` ${title}`)
          .join('\n'),
        visibilityText(field),
      ],
      ...rows(field.fields ?? [], `${path}${field.name}.`),
    ]);
  return rows(describeForm(form), '');
}

function visibilityText({ personal, hiddenFrom }: FieldDescription): string {
  return [
    ...(personal === undefined ? [] : ['personal data']),
    ...(hiddenFrom === undefined ? [] : [`not by ${codes(hiddenFrom)}`]),
  ].join('\n');
}

function boundsText({ min, max, minLength, maxLength }: FieldDescription): string {
  const [low, high] = [min ?? minLength, max ?? maxLength];
  if (low === undefined && high === undefined) return '';
  return `${low ?? ''} – ${high ?? ''}`;
}
