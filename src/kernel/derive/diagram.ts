import { describeCount } from '../calendar/count.ts';
import { waitsOf } from '../check/procedure.ts';
import { statesFrom, statesOf } from '../check/reach.ts';
import type { Act, Procedure } from '../definition.ts';
import { describeForm } from './describe.ts';

/**
 * Draws a procedure as a Mermaid state diagram with Chinese titles and the clocks that rest on each act, for the
 * generated documents and for screens that explain a procedure.
 */
export function stateDiagram(procedure: Procedure): string {
  const states = Object.entries(procedure.states);
  const acts = Object.entries(procedure.acts);
  // Parallel arrows between the same boxes cannot be read: they share one.
  const arrows = Map.groupBy(
    acts.flatMap(([id, act]) => arrowsOf(id, act, procedure)),
    ({ path }) => path,
  );
  return [
    'stateDiagram-v2',
    ...states.map(([id, state]) => `  state "${clean(state.title)}" as ${node(id)}`),
    ...[...arrows].map(([path, same]) => {
      const labels = new Set(same.map(({ label }) => label));
      return `  ${path} : ${[...labels].join('、')}`;
    }),
    ...states.filter(([, state]) => state.final).map(([id]) => `  ${node(id)} --> [*]`),
    '',
  ].join('\n');
}

interface Arrow {
  readonly path: string;
  readonly label: string;
}

function arrowsOf(id: string, act: Act, procedure: Procedure): Arrow[] {
  const from = act.from === undefined ? ['[*]'] : statesFrom(act).map(node);
  const label = labelOf(id, act, procedure);
  if (act.to === undefined) return from.map((state) => ({ path: `${state} --> ${state}`, label }));
  return from.flatMap((state) =>
    targets(act, procedure.acts).map(([to, value]) => {
      const branch = value === undefined ? '' : `【${clean(value)}】`;
      return { path: `${state} --> ${node(to)}`, label: `${label}${branch}` };
    }),
  );
}

function targets(act: Act, acts: Procedure['acts']): [state: string, value: string | undefined][] {
  const { to } = act;
  if (to === undefined) return [];
  if (typeof to === 'string' || 'before' in to) {
    return statesOf(to, acts).map((state) => [state, undefined]);
  }
  const field = describeForm(act.form).find(({ name }) => name === to.by);
  const titles: Readonly<Record<string, string>> = field?.options ?? { true: '是', false: '否' };
  return Object.entries(to.cases).flatMap(([value, target]) =>
    statesOf(target, acts).map((state): [string, string] => [state, titles[value] ?? value]),
  );
}

function labelOf(id: string, act: Act, { deadlines }: Procedure): string {
  const period = (clock: string | undefined) => {
    const found = clock === undefined ? undefined : deadlines[clock];
    return found === undefined ? [] : [describeCount(found.count)];
  };
  const owed = Object.keys(deadlines).filter(
    (clock) => deadlines[clock]?.nature === 'duty' && deadlines[clock].ends.includes(id),
  );
  const terms = [...period(act.within), ...owed.flatMap(period)].map((text) => `限${text}`);
  const opens = waitsOf(act).flatMap(period);
  terms.push(...opens.map((text) => (text === '当日' ? '次日起' : `${text}后`)));
  terms.push(...period(act.byTime).map((text) => `满${text}自动`));
  const title = clean(act.title);
  return terms.length === 0 ? title : `${title}(${[...new Set(terms)].join('、')})`;
}

/** Mermaid keeps words such as `end` for itself and knows no hyphen in a name. */
function node(id: string): string {
  return `s_${id.replaceAll('-', '_')}`;
}

/** Characters that end a label or open a comment in Mermaid. */
function clean(text: string): string {
  return text.replaceAll(/["#;:\n%{}]/g, ' ').trim();
}
