import { idSql } from '../population.ts';
import type { UnderTest } from '../under-test.ts';

/** Procedures that the open proceedings of a territory consist of, with the owners of their clocks. */
const mix: readonly {
  readonly share: number;
  readonly procedure: string;
  readonly state: string;
  readonly title: string;
  /** Role by role: who sits in it, `null` where nobody does yet. */
  readonly seats: Readonly<Record<string, 'subject' | 'regulator' | null>>;
  /** Clock by clock: its owner's role, and the days it runs. */
  readonly clocks: Readonly<Record<string, readonly [role: string, days: number]>>;
}[] = [
  {
    share: 50,
    procedure: 'corrective-action',
    state: 'contained',
    title: '整改',
    seats: { management: 'subject', senior: 'subject', staff: 'subject' },
    clocks: { plan: ['management', 3], implement: ['staff', 20] },
  },
  {
    share: 15,
    procedure: 'complaint',
    state: 'received',
    title: '投诉',
    seats: { respondent: 'subject', intake: null },
    clocks: { decision: ['intake', 7] },
  },
  {
    share: 10,
    procedure: 'complaint',
    state: 'mediating',
    title: '投诉',
    seats: { respondent: 'subject', intake: 'regulator', handler: 'regulator' },
    clocks: { mediation: ['handler', 45], telling: ['handler', 52] },
  },
  {
    share: 25,
    procedure: 'spot-check',
    state: 'reported',
    title: '抽查',
    seats: { organiser: 'regulator', handler: 'regulator', sampled: 'subject' },
    clocks: { notice: ['organiser', 5], 'follow-up': ['handler', 40] },
  },
];

/** A market regulator for the province and for each city and county. */
export async function settleRegulators({ sql }: UnderTest): Promise<void> {
  await sql(`insert into organisation (id, kind, name, region, level, domains)
    select ${idSql('regulator', 'code')}, 'market-regulator', name || '市场监督管理局', code, level, ${2 ** 15} from region`);
}

/**
 * `open` running proceedings and as many closed ones over the enterprises of the province, handled by the regulator of
 * the county, with seats, clocks and a notice to each side.
 */
export async function openMatters(under: UnderTest, open: number, enterprises: number) {
  let from = 0;
  const parts = mix.map((kind) => {
    const part = { ...kind, from, to: from + kind.share };
    from += kind.share;
    return part;
  });
  const kinds = parts.map(
    (one) => `(${one.from}, ${one.to}, '${one.procedure}', '${one.state}', '${one.title}')`,
  );
  await under.sql(`
    create temp table matter as
      select ${idSql('matter', 'n')} as id, n, n <= ${open} as running, k.*, o.id as subject, o.region, o.domains,
        ${idSql('regulator', 'o.region')} as regulator, now() - make_interval(mins => n * 7 % 40000) as at
      from generate_series(1, ${2 * open}) n
        join organisation o on o.id = ${idSql('enterprise', `(1 + n::bigint * 7919 % ${enterprises})`)}
        join (values ${kinds.join(', ')}) as k (lo, hi, procedure, state, title) on n % 100 between k.lo and k.hi - 1;
    insert into proceeding (id, procedure, definition_hash, opened_on, title, organisation_id, region, domains, state,
        opened_by, opened_at, last_at, closed_at)
      select id, procedure, sha256(''), (at at time zone 'Asia/Shanghai')::date, title || '〔2026〕' || n || '号', subject,
        region, domains, case when running then state else 'closed' end, regulator, at, at + interval '1 hour',
        case when not running then at + interval '1 hour' end
      from matter order by at;
    ${parts.flatMap((one) => Object.entries(one.seats).map(([role, who]) => seatSql(one, role, who))).join('')}
    ${parts.flatMap((one) => Object.entries(one.clocks).map(([id, clock]) => clockSql(one, id, clock))).join('')}
    insert into notification (id, organisation_id, title, proceeding_id, at)
      select gen_random_uuid(), case side when 0 then subject else regulator end, '有一件事项需要办理', id, at
      from matter cross join generate_series(0, 1) side;
    analyze proceeding, seat, clock, notification`);
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly seats: (typeof mix)[number]['seats'];
}

function seatSql({ from, to }: Part, role: string, who: 'subject' | 'regulator' | null): string {
  if (who === null) return '';
  return `insert into seat (proceeding_id, role, organisation_id)
    select id, '${role}', ${who} from matter where lo = ${from} and hi = ${to};`;
}

function clockSql(part: Part, id: string, [role, days]: readonly [string, number]): string {
  return `insert into clock (proceeding_id, deadline, procedure, owner_role, owner_id, region, domains, nature, due_day, until,
      paused, certain, calendar)
    select id, '${id}', procedure, '${role}', ${part.seats[role] ?? 'null'}, region, domains, 'duty', due::date, due, false, true, 'bench'
    from matter cross join lateral (select now() + make_interval(hours => n * 13 % ${days * 24 + 100} - 100) as due) d
    where running and lo = ${part.from} and hi = ${part.to};`;
}
