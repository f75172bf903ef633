import type { z } from 'zod';
import { defineAct } from '#kernel/definition.ts';
import type { ClauseId } from '#kernel/clause.ts';
import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { Objection } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { validNumbers } from './fitness.ts';
import { productIn, productName } from './rule.ts';

/** One thing that a label must say, and the clause that asks for it. */
interface LabelItem {
  readonly title: string;
  readonly hint: string;
  readonly basis: ClauseId;
}

/** What is looked at on the product, its package and its manual, in the order of the law. */
export const labelItems = {
  conformity: {
    title: '检验合格证明',
    hint: '有产品质量检验合格证明',
    basis: 'product-quality-law/27',
  },
  maker: {
    title: '品名、厂名、厂址',
    hint: '用中文标明产品名称、生产厂厂名和厂址',
    basis: 'product-quality-law/27',
  },
  specification: {
    title: '规格、等级、成分',
    hint: '需要标明的，有规格、等级、主要成分名称和含量',
    basis: 'product-quality-law/27',
  },
  dates: {
    title: '生产日期和使用期限',
    hint: '限期使用的，在显著位置标明生产日期和安全使用期或者失效日期',
    basis: 'product-quality-law/27',
  },
  warning: {
    title: '警示标志',
    hint: '使用不当易损坏或者可能危及安全的，有警示标志或者中文警示说明',
    basis: 'product-quality-law/27',
  },
  hazardous: {
    title: '危险物品包装',
    hint: '易碎、易燃、易爆、有毒等物品的包装和警示符合要求',
    basis: 'product-quality-law/28',
  },
  standard: {
    title: '执行标准编号',
    hint: '标明的标准与产品档案一致且没有失效',
    basis: 'product-quality-law/26',
  },
  origin: {
    title: '产地',
    hint: '与申报的产地一致，不是伪造',
    basis: 'product-quality-law/30',
  },
  licence: {
    title: '生产许可标志和编号',
    hint: '实行生产许可的，标注标志和有效的许可证编号',
    basis: 'licence-measures/38',
  },
  ccc: {
    title: '强制性认证标志',
    hint: '实行强制性认证的，凭有效证书施加标志',
    basis: 'product-quality-law/31',
  },
} as const satisfies Readonly<Record<string, LabelItem>>;
type ItemId = keyof typeof labelItems;

const verdicts = { met: '符合', unmet: '不符合', none: '不适用' } as const;
/** Every product has them; where one does not the checker says why. */
const always: readonly ItemId[] = ['conformity', 'maker', 'standard', 'origin'];

const itemField = ({ title, hint }: LabelItem) => field.choice(title, verdicts, { hint });

const labelForm = field.form({
  checkedOn: field.date('检查日期'),
  items: field.group('检查项目', {
    conformity: itemField(labelItems.conformity),
    maker: itemField(labelItems.maker),
    specification: itemField(labelItems.specification),
    dates: itemField(labelItems.dates),
    warning: itemField(labelItems.warning),
    hazardous: itemField(labelItems.hazardous),
    standard: itemField(labelItems.standard),
    origin: itemField(labelItems.origin),
    licence: itemField(labelItems.licence),
    ccc: itemField(labelItems.ccc),
  }),
  markNumber: field.optional(field.text('标注的许可证编号', { max: 60 })),
  note: field.optional(field.longText('情况说明', { max: 1000 })),
  verdict: field.choice('结论', { passed: '符合要求', failed: '不符合要求' }),
  photos: field.files('标签、包装、说明书照片', { min: 1 }),
});
type Sheet = z.output<typeof labelForm>;

/** The label sheet: every item with its verdict and a photo (product law 26–28, 30, 31; licence measures 38). */
export const checkLabel = defineAct({
  title: '检查标签标识',
  by: ['producer'],
  from: ['filed', 'supplied', 'stopped'],
  optional: true,
  basis: [...new Set(Object.values(labelItems).map((item) => item.basis))],
  form: labelForm,
  document: '产品标签标识检查表',
  recites: [{ act: ['file', 'revise'], fields: ['name', 'model', 'standards'] }],
  when: checkSheet,
  then: (facts, input) => (input.verdict === 'failed' ? [finding(facts, input)] : []),
});

function checkSheet(facts: ProceedingFacts, input: Sheet): Objection | undefined {
  const { items, note, verdict } = input;
  const wrongDay = impossibleDay(facts, '检查日期', input.checkedOn);
  if (wrongDay !== undefined) return wrongDay;
  const missing = always.find((id) => items[id] === 'none');
  if (missing !== undefined && note === undefined) {
    return about(missing, '一般都应当有，标为不适用的请说明理由。');
  }
  const mark = checkMark(facts, input, 'licence') ?? checkMark(facts, input, 'ccc');
  if (mark !== undefined) return mark;
  const failed = unmetOf(input);
  if (verdict === 'passed') {
    return failed[0] === undefined ? undefined : about(failed[0], '不符合，结论应为不符合要求。');
  }
  if (failed.length === 0) return '结论为不符合要求的，请指明不符合的项目。';
  return note === undefined ? '不符合要求的，请说明情况。' : undefined;
}

/** A mark stands where the class needs the paper, on the strength of one that is valid, and nowhere else. */
function checkMark(
  facts: ProceedingFacts,
  { items, markNumber }: Sheet,
  kind: 'licence' | 'ccc',
): Objection | undefined {
  const { productClass, mode } = productIn(facts);
  const own = facts.subject?.productClasses.find(({ id }) => id === productClass);
  const isNeeded = own?.[kind] === true;
  const verdict = items[kind];
  if (!isNeeded) {
    return verdict === 'met'
      ? about(
          kind,
          '同类产品不实行，标注就是冒用，请选不适用或者不符合。',
          'product-quality-law/31',
        )
      : undefined;
  }
  if (verdict === 'none') return about(kind, '同类产品都应当标注，不能选不适用。');
  // Whoever has it made by another marks the licence of that one, which stands in another's name.
  if (verdict === 'unmet' || (kind === 'licence' && mode === 'entrusting')) return undefined;
  const numbers = validNumbers(facts.certificates, kind, productClass, facts.today);
  if (numbers.length === 0) {
    return about(kind, '本单位没有登记有效的证书，标注不能算符合。', 'product-quality-law/31');
  }
  return kind === 'ccc' || (markNumber !== undefined && numbers.includes(markNumber))
    ? undefined
    : about(kind, `标注的编号应为有效的许可证编号${numbers.join('、')}。`, 'licence-measures/39');
}

function about(id: ItemId, sentence: string, further?: ClauseId): Objection {
  const { title, basis } = labelItems[id];
  return {
    sentence: `“${title}”${sentence}`,
    basis: further === undefined ? [basis] : [basis, further],
  };
}

function unmetOf({ items }: Sheet): ItemId[] {
  return (Object.keys(labelItems) as ItemId[]).filter((id) => items[id] === 'unmet');
}

function finding(facts: ProceedingFacts, input: Sheet): Effect {
  const titles = unmetOf(input).map((id) => labelItems[id].title);
  return {
    do: 'open',
    procedure: 'corrective-action',
    act: 'find',
    input: {
      source: 'other',
      foundOn: input.checkedOn,
      keyLink: '产品标识',
      description: `${productName(facts)}的标签标识不符合：${titles.join('、')}。${input.note ?? ''}`,
      photos: input.photos,
      containment: 'pending',
    },
  };
}
