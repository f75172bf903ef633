import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { layersOf } from '#trace/layers.ts';
import type { Trace } from '#server/trace/present.ts';
import { startServer } from '../../service.ts';
import { cementLot, clinkerLot, EventStory, gln, left, milled } from './lot-events.ts';

const service = await startServer({ after });
const works = new EventStory(service);
const { story } = works;

before(() => works.begins());

const figures = async (login: string, number: string) => {
  const { got, onHand, available } = await works.held(login, number);
  return [got, onHand, available];
};

test('what a system says was milled is a lot of the product on file, made of the clinker that a form brought in', async () => {
  await works.takes([milled('2026-11-06', cementLot('P1', 79, 'TNE'), [clinkerLot(61.5)])]);
  const { lot, parts, steps } = await works.lot('officer', 'P1');
  assert.deepEqual(
    [lot.product, lot.model, lot.file, lot.unit, lot.got, lot.available, lot.madeOn],
    ['普通硅酸盐水泥', 'P·O 42.5', works.file, '吨', '79', '0', '2026-11-06'],
  );
  assert.deepEqual(
    parts.map(({ number, quantity }) => [number, quantity]),
    [['HD-1101', '61.5']],
  );
  assert.equal(steps.length, 1);
  assert.deepEqual(await figures('officer', 'HD-1101'), ['100', '38.5', '38.5']);
});

test('what was not released has not left; released by its form, it goes to whoever the number leads to', async () => {
  const truck = left('2026-11-07', { quantityList: [cementLot('P1', 20, 'TNE')] }, gln.beams);
  assert.match(await works.refuses(truck), /P1：这个批次没有检验合格放行的记录/);
  await works.releases('director', (await works.held('officer', 'P1')).id, '50');
  await works.takes([truck]);
  assert.deepEqual(await figures('officer', 'P1'), ['79', '59', '30']);
  assert.deepEqual(await figures('beams', 'P1'), ['20', '20', '0']);
  const more = left('2026-11-07', { quantityList: [cementLot('P1', 30_001, 'KGM')] }, gln.beams);
  assert.match(await works.refuses(more), /尚未发出的数量为30吨，不足30.001吨，不得出厂/);
  const most = left('2026-11-07', { quantityList: [cementLot('P1', 60, 'TNE')] }, gln.beams);
  assert.match(await works.leavesOut(most), /现存59吨，不足60吨/);
});

test('a number that nobody registered is a buyer outside; a credit code leads to its holder; consumers have no name', async () => {
  const some = (quantity: number) => ({ quantityList: [cementLot('P1', quantity, 'TNE')] });
  const [builder] = await codes(works.builder.id);
  await works.takes([
    left('2026-11-07', some(1), gln.nobody),
    left('2026-11-07', some(2), `https://example.cn/firms/${builder}`),
    left('2026-11-07', some(0.5), undefined, 'retail_selling'),
  ]);
  const { steps } = await works.lot('officer', 'P1');
  assert.deepEqual(
    steps
      .filter(({ kind, quantity }) => kind === 'shipped' && Number(quantity) < 10)
      .sort((one, other) => Number(one.quantity) - Number(other.quantity))
      .map(({ to, toName, quantity }) => [quantity, to, toName]),
    [
      ['0.5', undefined, undefined],
      ['1', undefined, `GLN ${gln.nobody}`],
      ['2', works.builder.id, undefined],
    ],
  );
  assert.deepEqual(await figures('builder', 'P1'), ['2', '2', '0']);
  assert.match(await works.leavesOut(left('2026-11-07', some(1))), /没有写明收货方/);
  assert.match(await works.leavesOut(left('2026-11-07', some(1), gln.works)), /不能是本单位/);
});

const codes = async (id: string) => {
  const rows = await service.context.database.asSystem('sweep', (tx) =>
    tx.rows<{ credit_code: string }>('select credit_code from organisation where id = $1', [id]),
  );
  return rows.map(({ credit_code: code }) => code);
};

test('whoever scans its link reads of a lot that came in by an event what a form would have said', async () => {
  const headers = { accept: 'text/html' };
  const { status, body } = await service
    .client()
    .get<string>('/01/06901234567892/10/P1', { headers });
  assert.equal(status, 200);
  assert.match(String(body), /P1/);
  assert.match(String(body), /赣州贡江水泥有限公司/);
  assert.match(String(body), /GB 175-2007/);
});

test('three tiers: by events, by forms, and out of the platform; both ways over both kinds', async () => {
  story.on('2026-11-08');
  await works.accepts('beams', await works.held('beams', 'P1'));
  const beam = await works.makes(
    'beams',
    'QY-1',
    { product: '预应力梁板', quantity: '12', unit: '件' },
    [{ lot: (await works.held('beams', 'P1')).id, quantity: '12' }],
  );
  await works.releases('beams', beam.id, '12');
  await works.sells('beams', beam.id, '8', {
    buyerKind: 'other',
    buyerName: '信丰县某工地',
    soldOn: '2026-11-08',
    shippedOn: '2026-11-08',
  });
  const seen = async (login: string, lot: string) => {
    const { body } = await (await story.as(login)).get<Trace>(`/api/trace?lot=${lot}`);
    return body.lots.map(({ number }) => number).sort();
  };
  assert.deepEqual(await seen('beams', beam.id), ['P1', 'QY-1']);
  const raw = (await works.held('officer', 'HD-1101')).id;
  assert.deepEqual(await seen('officer', raw), ['HD-1101', 'P1']);
  const { body: trace } = await (await story.as('officer')).get<Trace>(`/api/trace?lot=${raw}`);
  const inspected = layersOf(trace).nodes.find(({ lot }) => lot.id === raw);
  assert.deepEqual([inspected?.lot.madeOn, inspected?.since], [null, '2026-11-02']);
});

test('who buys by events takes what was shipped to it as it is', async () => {
  const got = (quantity: number) =>
    left(
      '2026-11-08',
      { quantityList: [cementLot('P1', quantity, 'TNE')] },
      undefined,
      'receiving',
    );
  const { lots } = await works.tell([got(20)], 'beams');
  assert.deepEqual(lots, { taken: 1, leftOut: 0, reasons: [] });
  assert.match(await works.leavesOut(got(21), 'beams'), /登记的收货数量为20吨，不足21吨/);
  assert.deepEqual(await figures('beams', 'P1'), ['20', '8', '8']);
});

test('what the register can’t take is captured, and told with its reason', async () => {
  const made = (output: object, inputs: readonly object[] = []) =>
    works.leavesOut(milled('2026-11-08', output, inputs));
  assert.match(
    await made({ ...cementLot('X1', 1), epcClass: 'urn:epc:class:lgtin:69212345.01111.KZ-7' }),
    /商品条码06921234511114不是本单位产品档案中的条码/,
  );
  assert.match(await made(cementLot('P1', 5, 'TNE')), /批号P1已经发出，不能再增加数量/);
  assert.match(
    await made(cementLot('P2', 5, 'TNE'), [clinkerLot(1, 'NONE')]),
    /批号NONE（06901234111118）不在本单位持有的批次中/,
  );
  assert.match(await made(cementLot('P2', 5, 'TNE'), [clinkerLot(90)]), /现存38.5吨，不足90吨/);
  assert.match(
    await made(cementLot('P2', 5, 'TNE'), [cementLot('P2', 1, 'TNE')]),
    /批号P2（06901234567892）不在本单位持有的批次中/,
    'nothing is made of itself',
  );
  assert.match(await made(cementLot('P2', 5, 'XYZ')), /计量单位XYZ不能登记/);
  assert.match(await made(cementLot('P2', 0.00005, 'TNE')), /没有写明数量，或者小数超过四位/);
  assert.match(await made(cementLot('P2', 0, 'TNE')), /数量应当大于0/);
  const pieces = { epcList: ['urn:epc:id:sgtin:6901234.056789.B0001'] };
  assert.match(await works.leavesOut(left('2026-11-08', pieces, gln.beams)), /没有批号/);
  const other = { quantityList: [cementLot('HD-9', 1, 'TNE')] };
  assert.match(await works.leavesOut(left('2026-11-08', other, gln.beams)), /不在本单位持有/);
});

test('the same document again writes nothing twice; what was left out is tried anew', async () => {
  const document = [
    milled('2026-11-08', cementLot('P3', 4, 'TNE'), [clinkerLot(2, 'HD-1108')]),
    milled('2026-11-08', cementLot('P4', 4, 'TNE'), [clinkerLot(2)]),
  ];
  const first = await works.tell(document);
  assert.deepEqual([first.counts.captured, first.lots.taken, first.lots.leftOut], [2, 1, 1]);
  const again = await works.tell(document);
  assert.deepEqual([again.counts.repeated, again.lots.taken, again.lots.leftOut], [2, 0, 1]);
  const { clinker } = await import('../lot-scene.ts');
  await story.submits('officer', '/api/books/incoming-inspection/records', {
    input: { ...clinker, batch: 'HD-1108', quantity: '10' },
  });
  const later = await works.tell(document);
  assert.deepEqual([later.counts.captured, later.counts.repeated, later.lots.taken], [0, 2, 1]);
  assert.deepEqual(await figures('officer', 'P3'), ['4', '4', '0']);
  assert.deepEqual(await figures('officer', 'P4'), ['4', '4', '0']);
  assert.equal((await works.tell(document)).lots.taken, 0);
});
