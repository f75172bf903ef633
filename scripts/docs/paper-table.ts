import type { Procedure } from '#kernel/definition.ts';
import { basisOf, periodText } from '#kernel/paper/told.ts';
import { placePattern } from '#kernel/paper/words.ts';
import type { Condition, PaperName, Recital, Telling } from '#kernel/paper/words.ts';
import { codes, table } from './markdown.ts';

/** What official papers repeat of the past and tell by law. */
export function paperTable({ acts, roles, deadlines }: Procedure): string[] {
  const rows = Object.entries(acts).flatMap(([id, { document, recites = [], tells = [] }]) =>
    document === undefined
      ? []
      : [
          [
            `\`${id}\``,
            nameText(document),
            recites.map((recital) => recitalText(recital, acts, roles)).join('\n'),
            tells
              .map((telling) => `${tellingText(telling, deadlines)} ${codes(basisOf(telling))}`)
              .join('\n'),
          ],
        ],
  );
  return rows.length === 0 ? [] : ['### Papers', table(['Act', '文书', 'Recites', 'Tells'], rows)];
}

/** The name, or each by the choice that gives it. */
function nameText(name: PaperName): string {
  if (typeof name === 'string') return name;
  const { by, cases } = name;
  return Object.entries(cases)
    .map(([value, one]) => `${one} (\`${by}\` is \`${value}\`)`)
    .join('\n');
}

function recitalText(recital: Recital, acts: Procedure['acts'], roles: Procedure['roles']): string {
  if ('seats' in recital) {
    return `seats: ${recital.seats.map((role) => roles[role]?.title ?? role).join('、')}`;
  }
  const names = [recital.act].flat() as readonly string[];
  const fields = recital.fields.map((one) => {
    if (typeof one === 'string') return `\`${one}\``;
    const { field, as, where } = one;
    const only = where === undefined ? '' : ` where \`${where.field}\` is \`${where.is}\``;
    return `\`${field}\`${as === undefined ? '' : ` as ${as}`}${only}`;
  });
  const notes = [
    ...(recital.every === true ? ['every one'] : []),
    ...(recital.ofUnregistered === true ? ['where the subject is not registered'] : []),
    ...(recital.where === undefined ? [] : [conditionText(recital.where)]),
  ];
  const after = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `${names.map((name) => acts[name]?.title ?? name).join(' / ')}: ${fields.join(', ')}${after}`;
}

/** The sentence with its periods in the places that the paper fills in. */
function tellingText(
  { text, periods = {}, where }: Telling,
  deadlines: Procedure['deadlines'],
): string {
  const said = text.replaceAll(placePattern, (place, id: string, day?: string) => {
    const count = periods[id]?.count ?? deadlines[id]?.count;
    return count === undefined || day !== undefined ? place : periodText(count);
  });
  return where === undefined ? said : `(${conditionText(where)}) ${said}`;
}

function conditionText({ act, field, is }: Condition): string {
  return `where \`${act === undefined ? '' : `${act}.`}${field}\` is ${codes([is].flat() as string[])}`;
}
