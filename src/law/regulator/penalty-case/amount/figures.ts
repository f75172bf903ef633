import type { DoneAct, Figure, FigureLine } from '#kernel/derive/figure.ts';
import {
  amountOf,
  discretionOf,
  discretionPolicy,
  discretions,
  fineBounds,
  lateFine,
  yuanText,
} from './amount.ts';
import { penaltyBands, penaltyGrounds } from './bands.ts';
import type { PenaltyGround } from './bands.ts';

/** The band of the fine and what is owed, as the file shows them; the latest of report, notice and decision counts. */
export function penaltyFigures(history: readonly DoneAct[]): readonly Figure[] {
  const sums = history.findLast(({ act }) => act === 'decide' || act === 'endInvestigation');
  // The party is not shown the report; what was not shown can't be computed with.
  if (sums?.input['goodsValueYuan'] === undefined) return [];
  const owed = owedFigure(history);
  return [bandFigure(history, sums), ...(owed === undefined ? [] : [owed])];
}

/** What the sum is called in each of the acts that name one. */
const fineTitles: Readonly<Record<string, string>> = {
  endInvestigation: '建议的罚款',
  notify: '拟罚款',
  decide: '罚款',
};

function bandFigure(history: readonly DoneAct[], { input }: DoneAct): Figure {
  const grounds = [input['grounds'] ?? []].flat().filter(isGround);
  const goodsValueYuan = amountOf(textOf(input['goodsValueYuan']));
  const illegalGainYuan = amountOf(textOf(input['illegalGainYuan']));
  const bounds = fineBounds({ grounds, goodsValueYuan, illegalGainYuan });
  const said = history.findLast(({ act }) => Object.hasOwn(fineTitles, act));
  const fine = textOf(said?.input[said.act === 'endInvestigation' ? 'fineYuan' : 'amountYuan']);
  const level =
    bounds === undefined || fine === undefined ? undefined : discretionOf(amountOf(fine), bounds);
  const lines: FigureLine[] = [
    ...grounds.map((ground) => ({ label: '处罚依据', value: penaltyGrounds[ground] })),
    { label: '货值金额', value: `${yuanText(goodsValueYuan)}元` },
    { label: '违法所得', value: `${yuanText(illegalGainYuan)}元` },
    ...(bounds === undefined ? [] : boundLines(bounds)),
    ...(fine === undefined
      ? []
      : [
          {
            label: fineTitles[said?.act ?? 'decide'] ?? '罚款',
            value: `${yuanText(amountOf(fine))}元`,
          },
        ]),
    ...(level === undefined
      ? []
      : [{ label: '裁量等级', value: discretions[level], note: discretionPolicy }]),
  ];
  return {
    title: '罚款幅度和裁量',
    basis: [...grounds, 'order-2/84', 'product-quality-law/72'],
    lines,
    ...(bounds === undefined || bounds.upper === 0n
      ? {}
      : {
          range: {
            lower: Number(bounds.lower) / 10_000,
            upper: Number(bounds.upper) / 10_000,
            unit: '元',
            ...(fine === undefined ? {} : { value: Number(amountOf(fine)) / 10_000 }),
          },
        }),
  };
}

function boundLines({
  band,
  lower,
  upper,
}: NonNullable<ReturnType<typeof fineBounds>>): FigureLine[] {
  if (band.base === 'none') return [{ label: '法定幅度', value: '本条未规定罚款' }];
  const bases = { 'goods-value': '货值金额', 'illegal-gain': '违法收入', fixed: '' } as const;
  const by = band.base === 'fixed' ? '定额' : `${bases[band.base]}的${band.min}%至${band.max}%`;
  return [
    {
      label: '法定幅度',
      value: `${yuanText(lower)}元至${yuanText(upper)}元`,
      note: `按${by}计算，包括本数。`,
    },
  ];
}

function owedFigure(history: readonly DoneAct[]): Figure | undefined {
  const served = history.findLast(({ act }) => act === 'serve' || act === 'serveByNotice');
  const decided = history.findLast(({ act }) => act === 'decide');
  if (served === undefined || decided === undefined) return undefined;
  const changed = history.findLast(({ act }) => act === 'endRemedy')?.input['amountYuan'];
  const fine = amountOf(textOf(changed ?? decided.input['amountYuan']));
  const owed = fine + amountOf(textOf(decided.input['confiscationYuan']));
  const payments = history.filter(({ act }) => act === 'payPart' || act === 'payInFull');
  const sum = (name: string) =>
    payments.reduce((total, { input }) => total + amountOf(textOf(input[name])), 0n);
  const paid = sum('amountYuan');
  return {
    title: '罚没款缴纳',
    basis: ['order-2/72', 'order-2/75'],
    lines: [
      { label: '应缴', value: `${yuanText(owed)}元` },
      { label: '已缴', value: `${yuanText(paid)}元` },
      { label: '尚欠', value: `${yuanText(owed > paid ? owed - paid : 0n)}元` },
      {
        label: '已缴加处罚款',
        value: `${yuanText(sum('surchargeYuan'))}元`,
        note: `逾期每日加处百分之三，逾期十日为${yuanText(lateFine(fine, 10))}元，最高不超过罚款数额。`,
      },
    ],
  };
}

function isGround(value: unknown): value is PenaltyGround {
  return typeof value === 'string' && Object.hasOwn(penaltyBands, value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
