import type { DutyFacts } from '#kernel/facts.ts';

/** By whom and with what something was tested. */
export interface LaboratoryUse {
  readonly laboratory: 'own' | 'entrusted';
  readonly equipment: readonly { readonly number: string }[];
  readonly entrusted?: { readonly body: string } | undefined;
  readonly testedOn: string;
}

/** Why a result can't rest on these means: unknown, stopped or lapsed equipment, or a body that isn't able (any more). */
export function laboratoryDefect(
  facts: DutyFacts,
  use: LaboratoryUse,
  items: readonly { readonly item: string; readonly method: string }[],
): string | undefined {
  if (use.laboratory === 'entrusted') return bodyDefect(facts, use, items);
  if (use.entrusted !== undefined) return '自检的不填写委托检验。';
  if (use.equipment.length === 0) return '自检的，请登记使用的检验设备。';
  for (const { number } of use.equipment) {
    const found = facts.proceedings.findLast(
      ({ procedure, opening }) => procedure === 'test-equipment' && opening['number'] === number,
    );
    if (found === undefined) return `没有编号为“${number}”的在用检验设备，请先登记设备。`;
    if (found.state !== 'in-use') return `检验设备“${number}”已停用，不能用于检验。`;
    if (found.overdue) return `检验设备“${number}”的检定、校准已到期，请先检定、校准。`;
  }
  return methodsDefect(facts, items);
}

/** A method of the house's own that is cited by its number must have been shown to fit, and must still. */
export function methodsDefect(
  facts: DutyFacts,
  items: readonly { readonly item: string; readonly method: string }[],
): string | undefined {
  const methods = facts.records('test-method').map(({ input }) => input as unknown as Method);
  const latest = new Map(methods.map((one) => [one.number, one]));
  for (const { item, method } of items) {
    const cited = [...latest.values()].filter(({ number }) => cites(method, number));
    const unfit = cited.find(({ conclusion }) => conclusion === 'unfit');
    if (unfit !== undefined) {
      return `“${item}”引用的方法“${unfit.number}”经确认不满足预期用途，不得使用。`;
    }
    if (cited.length === 0 && method.includes('本单位')) {
      return `“${item}”采用本单位的方法，请先登记检验方法确认记录，并写明方法编号。`;
    }
  }
  return undefined;
}

/** Whether a number stands in a text by itself: NF-07 is cited neither by NF-071 nor by NF-07-2. */
function cites(text: string, number: string): boolean {
  const isPart = (sign: string | undefined) => sign !== undefined && /[\w./-]/.test(sign);
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + number.length])) return true;
  }
  return false;
}

/** A confirmed method as the book keeps it. */
interface Method {
  readonly number: string;
  readonly conclusion: 'fit' | 'unfit';
}

function bodyDefect(
  facts: DutyFacts,
  use: LaboratoryUse,
  items: readonly { readonly item: string }[],
): string | undefined {
  if (use.entrusted === undefined) return '委托检验的，请选择受托机构并上传报告。';
  if (use.equipment.length > 0) return '委托检验的不填写本单位设备。';
  const bodies = facts.records('entrusted-laboratory');
  const named = bodies.find(({ entry }) => entry === use.entrusted?.body);
  if (named === undefined) return '所选受托机构不在本单位的名录中。';
  const { name, certificateNumber, validUntil, scope } = named.input as unknown as Body;
  const latest = bodies.findLast(({ input }) => input['certificateNumber'] === certificateNumber);
  if (latest !== named) return `受托机构“${name}”的登记已更新，请重新选择。`;
  if (validUntil < use.testedOn) {
    return `受托机构“${name}”的资质认定证书已于${validUntil}到期，其结果不能采用。`;
  }
  const outside = items.find(({ item }) => !scope.some((one) => one.item === item));
  return outside === undefined
    ? undefined
    : `“${outside.item}”不在受托机构“${name}”的资质认定范围内。`;
}

interface Body {
  readonly name: string;
  readonly certificateNumber: string;
  readonly validUntil: string;
  readonly scope: readonly { readonly item: string }[];
}
