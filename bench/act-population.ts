import { randomUUIDv7, createHash } from 'node:crypto';
import { dayOf, monthOf } from '#kernel/calendar/plain-date.ts';
import { challengeFor } from '#kernel/derive/challenge.ts';
import { toBase64 } from '#ledger/bytes.ts';
import type { Request } from './load.ts';
import type { Varying } from './pgbench.ts';
import { appointOfficers, idSql, officerToken, settleEnterprises } from './population.ts';
import type { UnderTest } from './under-test.ts';

const codes = Array.from({ length: 12 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`);

/** Enterprises with an officer, a list of twelve risks, a photo that is uploaded already, and a running month. */
export async function prepareDays(under: UnderTest, count: number): Promise<void> {
  await settleEnterprises(under, count);
  await appointOfficers(under, count);
  const list = JSON.stringify({ changeReason: 'first', items: codes.map(riskItem) });
  await under.sql(`
    insert into entry (organisation_id, id, region, domains, kind, definition, definition_hash, act, at, late, account_id,
        account_organisation_id, posts, input, salt, content_hash, request_hash)
      select o.id, ${listIdSql('n')}, o.region, o.domains, 'book', 'risk-control-list', sha256(''), 'record',
        now() - interval '40 days', false, ${idSql('officer', 'n')}, o.id, '{quality-safety-officer}', '${list}',
        sha256('salt'), sha256(n::text::bytea), sha256(n::text::bytea)
      from generate_series(1, ${count}) n join organisation o on o.id = ${idSql('enterprise', 'n')};
    insert into leaf_queue (organisation_id, entry_id, content_hash)
      select ${idSql('enterprise', 'n')}, ${listIdSql('n')}, sha256(n::text::bytea) from generate_series(1, ${count}) n;
    insert into file (hash, size, type, account_id, organisation_id, at)
      select ${photoSql('n')}, 200000, 'image/jpeg', ${idSql('officer', 'n')}, ${idSql('enterprise', 'n')}, now()
      from generate_series(1, ${count}) n;
    insert into duty_month (organisation_id, duty, month, region, domains, expected, done)
      select id, 'daily-control', '${monthOf(today(under))}', region, domains, -1, 0 from organisation where kind = 'enterprise'`);
  await under.sql('vacuum analyze');
}

/** The daily records of enterprises `first` to `first + count - 1` for today, each with the photo the log asks for. */
export async function dailyRecords(
  under: UnderTest,
  first: number,
  count: number,
): Promise<Request[]> {
  const rows = await under.sql<{ n: number; id: string; list: string; photo: string }>(
    `select n, ${idSql('enterprise', 'n')} as id, ${listIdSql('n')} as list, ${photoSql('n')} as photo
     from generate_series(${first}, ${first + count - 1}) n order by n`,
  );
  const [head] = await under.context.database.asSystem('audit', (tx) =>
    tx.rows<{ size: number; root: Uint8Array }>(
      'select size, root from checkpoint order by size desc limit 1',
    ),
  );
  const { size, root } = head!;
  const day = today(under);
  return rows.map(({ n, id, list, photo }) => {
    const item = challengeFor(toBase64(root), id, day, codes)!;
    const input = {
      dayType: 'production',
      riskList: list,
      items: codes.map((code) => ({ item: code, result: 'normal', photos: [] })),
      challenge: { checkpointSize: size, item, photo: [photo] },
      filledAt: under.context.now(),
    };
    const body = { id: randomUUIDv7(), period: day, clientAt: under.context.now(), input };
    return {
      method: 'POST',
      path: '/api/duties/daily-control/records',
      token: officerToken(n),
      body: JSON.stringify(body),
    };
  });
}

/** What differs from one record to the next, for pgbench: the values of a sent record and the SQL of the next ones. */
export async function varyingOf(
  under: UnderTest,
  request: Request,
  number: number,
): Promise<Varying> {
  const n = '(:n)::int';
  const made = new Map<string, string>();
  for (const expression of [
    idSql('enterprise', '$'),
    idSql('officer', '$'),
    listIdSql('$'),
    photoSql('$'),
  ]) {
    const [row] = await under.sql<{ value: string }>(
      `select (${expression.replaceAll('$', String(number))})::text as value`,
    );
    made.set(row!.value, expression.replaceAll('$', n));
  }
  const { id } = JSON.parse(request.body!) as { id: string };
  made.set(id, `uuidOf('${id.slice(0, 14)}')`.replace(/^.*$/, freshIdSql(id.slice(0, 15), n)));
  const keyHash = createHash('sha256').update(request.token).digest('hex');
  made.set(
    keyHash,
    `encode(sha256(convert_to('sfk_' || lpad((${n})::text, 43, '0'), 'UTF8')), 'hex')`,
  );
  return made;
}

function riskItem(code: string) {
  return {
    code,
    keyLink: '生产过程控制',
    riskPoint: '关键工序参数偏离工艺规程要求',
    measure: '班前核对工艺参数，班中每两小时巡检一次并记录，发现偏离立即停机调整并隔离当班产品',
    frequency: 'day',
    ownerPost: 'quality-safety-officer',
    photoRequired: false,
  };
}

function today(under: UnderTest) {
  return dayOf(under.context.now());
}

const photoSql = (number: string) => `encode(sha256(('photo' || ${number})::bytea), 'hex')`;

/** The id of an entry of forty days ago. */
function listIdSql(number: string): string {
  const time = (Date.now() - 40 * 86_400_000 - ((Date.now() - 40 * 86_400_000) % 86_400_000))
    .toString(16)
    .padStart(12, '0');
  return `('${time.slice(0, 8)}-${time.slice(8)}-7' || substr(md5('list' || ${number}), 1, 3) || '-8'
    || substr(md5('list' || ${number}), 4, 3) || '-' || substr(md5('list' || ${number}), 7, 12))::uuid`;
}

/** Another entry id of the same moment. */
function freshIdSql(beginning: string, number: string): string {
  const random = `md5('entry' || ${number})`;
  return `('${beginning}' || substr(${random}, 1, 3) || '-8' || substr(${random}, 4, 3) || '-' || substr(${random}, 7, 12))::uuid`;
}
