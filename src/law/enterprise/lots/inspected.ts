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
  readonly batch: string;
  readonly lot?: string;
  readonly testedOn: string;
  readonly certificateNumber?: string;
  readonly retestOf?: string;
  readonly outcome: { readonly verdict: 'pass' | 'fail' };
}

const book = 'ex-factory-inspection';

/**
 * Why the inspection that a release names does not carry it: another lot's, another verdict, another certificate, or one
 * that a retest has answered since. Where none is named, the report must be there.
 */
export function inspectionDefect(
  facts: Pick<DutyFacts, 'records'>,
  { inspection, conclusion, certificate, inspectedOn, report }: Released,
  lot: Pick<LotFacts, 'id' | 'number'>,
): string | undefined {
  if (inspection === undefined) {
    return report.length === 0 ? '请选择出厂检验记录，或者上传出厂检验报告。' : undefined;
  }
  const named = facts.records(book).find(({ entry }) => entry === inspection);
  if (named === undefined) return '没有找到所选的出厂检验记录，请重新选择。';
  const found = inspectedOf(named);
  if (found.lot !== undefined && found.lot !== lot.id) return '所选检验记录是另一个批次的。';
  if (found.batch !== lot.number) return `所选检验记录的批号是${found.batch}，不是这个批次。`;
  const retest = facts.records(book).find((one) => inspectedOf(one).retestOf === inspection);
  if (retest !== undefined) return '所选检验已经复验，请选择复验的记录。';
  if (found.outcome.verdict !== conclusion) return '放行结论与检验记录的判定不一致。';
  if (found.testedOn !== inspectedOn) return `检验日期应为${found.testedOn}。`;
  if (conclusion === 'fail' || found.certificateNumber === certificate) return undefined;
  return `检验合格证号应为${found.certificateNumber ?? ''}。`;
}

function inspectedOf({ input }: RecordFacts): Inspected {
  return input as unknown as Inspected;
}
