import { batch, findings, product } from '../parts.ts';
import { afterFailure } from '../phases.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { penaltyGrounds } from '../../penalty-case/amount/bands.ts';

/** What is unlawful goes from the check to a penalty case (51); the check itself goes on. */
export const fileCase = defineAct({
  title: '登记案源，移交查处',
  by: ['organiser', 'handler'],
  from: ['refused', 'violation', ...afterFailure],
  optional: true,
  basis: ['order-18/51', 'order-2/18'],
  form: field.form({
    facts: field.longText('涉嫌违法事实', { max: 2000 }),
    suspected: field.choices('涉嫌违反', penaltyGrounds),
    materials: field.files('抽样文书、检验报告等材料', { min: 1 }),
  }),
  document: '案源移交表',
  recites: [product, batch, ...findings, { seats: ['organiser', 'handler', 'laboratory'] }],
  possible: ({ actor, last }) => {
    if (!actor.posts.includes('case-officer')) return '案源由承办人登记。';
    return last('fileCase') === undefined ? undefined : '已经移交查处，不能重复登记。';
  },
  then: (facts, { facts: found, suspected, materials }) => {
    const party = facts.subject?.name ?? '当事人';
    const product = facts.value('assign', 'productName');
    return [
      {
        do: 'open',
        procedure: 'penalty-case',
        act: 'open',
        input: {
          caseName: `${party}${typeof product === 'string' ? product : ''}监督抽查发现违法案`.slice(
            0,
            200,
          ),
          partyName: party,
          partyKind: 'unit',
          source: 'spot-check',
          receivedOn: facts.today,
          facts: found,
          suspected,
          materials,
        },
      },
    ];
  },
});
