import { workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import * as drawing from './random-draw/drawing.ts';
import * as ending from './random-draw/ending.ts';
import * as preparing from './random-draw/preparing.ts';
import { readDraw, standingResult } from './random-draw/rounds.ts';

const authorities = ['market-regulator', 'local-government', 'industry-department'] as const;

/**
 * Drawing who is checked and who checks: pools committed before the seed exists, a seed named before anybody knows it,
 * replacements by rank, a redraw appended with its reason, and in the end everything public.
 */
export const randomDraw = defineProcedure({
  id: 'random-draw',
  title: '双随机抽取',
  basis: ['guidance/4.1', 'order-18/15', 'order-39/18', 'random-2019-5'],
  inForce: { from: '2020-01-01' },
  party: 'regulator',
  named: 'name',
  restricted: true,
  draws: (history) => {
    const record = readDraw(history);
    return record && standingResult(record);
  },
  subject: 'optional',
  roles: {
    organiser: {
      title: '组织抽取的市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'publisher'],
      fills: 'opener',
    },
    head: {
      title: '组织部门审核人或者负责人',
      kinds: ['market-regulator'],
      posts: ['reviewer', 'leader'],
      fills: 'named',
      sameAs: 'organiser',
    },
    witness: {
      title: '监督单位',
      kinds: authorities,
      posts: ['reviewer', 'leader', 'department-officer', 'local-officer'],
      fills: 'named',
    },
    inspector: {
      title: '被抽取的检查人员',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'sampler'],
      fills: 'named',
    },
  },
  states: {
    committed: { title: '名录库已锁定' },
    announced: { title: '随机源已公布，待抽取' },
    drawn: { title: '已抽取，检查中' },
    checked: { title: '检查完成，待公开' },
    published: { title: '已公开', final: true },
    cancelled: { title: '已终止', final: true },
  },
  acts: {
    commit: preparing.commit,
    announce: preparing.announce,
    draw: drawing.draw,
    askRecusal: drawing.askRecusal,
    recuse: drawing.recuse,
    replace: drawing.replace,
    redraw: drawing.redraw,
    attest: ending.attest,
    finish: ending.finish,
    publish: ending.publish,
    cancel: ending.cancel,
  },
  deadlines: {
    publication: {
      title: '公开抽查结果期限',
      owner: 'organiser',
      nature: 'duty',
      starts: { act: 'finish', on: 'finishedOn' },
      count: workingDays(20),
      ends: ['publish'],
      basis: ['random-2019-5/publication'],
      policy: '二十个工作日依国发〔2019〕5号，条号待核。',
      escalates: [{ afterDays: 0, to: { role: 'organiser' } }],
    },
  },
});
