import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';

/** What a release says of the inspection behind it. */
interface Released {
  readonly inspection?: string | undefined;
  readonly conclusion: 'pass' | 'fail';
  readonly certificate?: string | undefined;
  readonly inspectedOn: string;
  readonly report: readonly string[];
}

/** What an ex-factory inspection found, as far as a release asks. */
interface Inspected {
  readonly productName: string;
  readonly batch: string;
  readonly lot?: string;
  readonly testedOn: string;
  readonly certificateNumber?: string;
  readonly retestOf?: string;
  readonly outcome: { readonly verdict: 'pass' | 'fail' };
}

type Lot = Pick<LotFacts, 'id' | 'number' | 'product'>;

const book = 'ex-factory-inspection';

/**
 * Why a lot may not be released as it is said. Whatever the platform's own records found last of it stands, named or not: a
 * report from elsewhere does not outweigh it. What passed carries a release that agrees with it, and needs no report.
 */
export function inspectionDefect(
  facts: Pick<DutyFacts, 'records'>,
  released: Released,
  lot: Lot,
): string | undefined {
  const { inspection, conclusion, report } = released;
  const last = lastInspection(facts, lot);
  if (conclusion === 'pass' && last !== undefined && verdictOf(last) === 'fail') {
    const { testedOn } = inspectedOf(last);
    return `批号${lot.number}在${testedOn}的出厂检验中判定为不合格，未经复验合格不得放行。`;
  }
  if (inspection !== undefined) return namedDefect(facts, { ...released, inspection }, lot, last);
  if (report.length > 0) return undefined;
  return last === undefined || verdictOf(last) !== conclusion
    ? '请选择出厂检验记录，或者上传出厂检验报告。'
    : disagreement(inspectedOf(last), released);
}

/** Why the inspection that a release names does not carry it. */
function namedDefect(
  facts: Pick<DutyFacts, 'records'>,
  released: Released & { readonly inspection: string },
  lot: Lot,
  last: RecordFacts | undefined,
): string | undefined {
  const { inspection, conclusion } = released;
  const named = facts.records(book).find(({ entry }) => entry === inspection);
  if (named === undefined) return '没有找到所选的出厂检验记录，请重新选择。';
  const found = inspectedOf(named);
  if (found.lot !== undefined && found.lot !== lot.id) return '所选检验记录是另一个批次的。';
  if (found.batch !== lot.number) return `所选检验记录的批号是${found.batch}，不是这个批次。`;
  if (last !== undefined && last !== named) return '所选检验已经复验，请选择复验的记录。';
  if (found.outcome.verdict !== conclusion) return '放行结论与检验记录的判定不一致。';
  return disagreement(found, released);
}

function disagreement(
  found: Inspected,
  { conclusion, certificate, inspectedOn }: Released,
): string | undefined {
  if (found.testedOn !== inspectedOn) return `检验日期应为${found.testedOn}。`;
  if (conclusion === 'fail' || found.certificateNumber === certificate) return undefined;
  return `检验合格证号应为${found.certificateNumber ?? ''}。`;
}

/** A number of a certificate of conformity is one lot's: parts of a lot may leave under it one after the other. */
export function numberDefect(
  facts: Pick<DutyFacts, 'records'>,
  certificate: string,
  lot: Lot,
): string | undefined {
  const only = '一个合格证号只用于一个批次，请核对。';
  const tested = facts
    .records(book)
    .find((one) => inspectedOf(one).certificateNumber === certificate && !isOf(one, lot));
  if (tested !== undefined) {
    return `合格证号${certificate}已用于批号${inspectedOf(tested).batch}的出厂检验；${only}`;
  }
  const released = facts
    .records('lot-release')
    .some(({ input }) => input['certificate'] === certificate && input['lot'] !== lot.id);
  return released ? `合格证号${certificate}已用于另一个批次的放行；${only}` : undefined;
}

/**
 * The inspection of a lot that stands: a retest after what it retested, of several the one tested last. When it was recorded
 * says less, since a record may be corrected long after.
 */
function lastInspection(facts: Pick<DutyFacts, 'records'>, lot: Lot): RecordFacts | undefined {
  const order = (one: RecordFacts) => {
    const { retestOf, testedOn } = inspectedOf(one);
    return `${retestOf === undefined ? 0 : 1} ${testedOn} ${one.at}`;
  };
  return facts
    .records(book)
    .filter((one) => isOf(one, lot))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .at(-1);
}

/** A record from before lots could be named may be about any lot of its number. */
function isOf(record: RecordFacts, lot: Lot): boolean {
  const { lot: named, batch, productName } = inspectedOf(record);
  if (named !== undefined) return named === lot.id;
  return batch === lot.number && productName === lot.product;
}

function verdictOf(record: RecordFacts): 'pass' | 'fail' {
  return inspectedOf(record).outcome.verdict;
}

function inspectedOf({ input }: RecordFacts): Inspected {
  return input as unknown as Inspected;
}
