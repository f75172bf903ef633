import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bagging, cementDocument, milling } from '#trace/epcis/fixture/cement.ts';
import type { Client } from '../../client.ts';
import { seedCast } from '../../seed.ts';
import { startServer } from '../../service.ts';
import { asked, captured } from './scene.ts';
import type { Exception, QueryDocument } from './scene.ts';

const service = await startServer({ after });
const { context, clock } = service;
let works: Client;
let shop: Client;
before(async () => {
  await seedCast(context.database);
  works = await service.client().signIn('principal');
  shop = await service.client().signIn('shopkeeper');
  await captured(works, cementDocument());
  clock.pass(60);
  // A month of lots, one an hour, with measurements and an extension that counts.
  const lots = Array.from({ length: 70 }, (_, at) => ({
    ...milling,
    eventID: undefined,
    eventTime: new Date(Date.UTC(2026, 8, 1, at)).toISOString(),
    outputQuantityList: [
      { epcClass: `urn:epc:class:lgtin:6901234.056789.S${at}`, quantity: 10 + at, uom: 'TNE' },
    ],
    transformationID: undefined,
    'jx:line': at % 2 === 0 ? '1' : '2',
    'jx:report': { 'jx:fineness': at },
    sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: 80 + at, uom: 'CEL' }] }],
  }));
  await captured(works, cementDocument(lots));
});

const stepOf = (event: Readonly<Record<string, unknown>>) => String(event['bizStep']);
const count = async (query: string, headers?: Readonly<Record<string, string>>) =>
  (await asked(works, `events?perPage=1000&${query}`, headers)).length;
const extensions = { 'gs1-extensions': 'jx=https://ns.example.cn/epcis/' };

/** Each parameter with how many of the 75 events it lets through. */
const table: readonly (readonly [query: string, events: number])[] = [
  ['', 75],
  ['eventType=AggregationEvent|AssociationEvent', 2],
  ['GE_eventTime=2026-09-01T08:00:00%2B08:00&LT_eventTime=2026-09-01T12:00:00%2B08:00', 4],
  ['GE_recordTime=2026-11-23T01:30:00Z', 70],
  ['LT_recordTime=2026-11-23T01:30:00Z', 5],
  ['EQ_action=ADD', 4],
  ['EQ_action=OBSERVE|DELETE', 0],
  ['EQ_bizStep=packing|shipping', 2],
  ['EQ_bizStep=https://ref.gs1.org/cbv/BizStep-packing', 1],
  ['EQ_disposition=in_transit', 1],
  ['EQ_persistentDisposition_set=completeness_verified', 1],
  ['EQ_persistentDisposition_unset=completeness_verified', 0],
  ['EQ_readPoint=urn:epc:id:sgln:6901234.00001.0', 1],
  ['EQ_readPoint=https://id.gs1.org/414/6901234000016/254/K7', 73],
  ['WD_readPoint=https://id.gs1.org/414/6901234000016', 74],
  ['EQ_bizLocation=urn:epc:id:sgln:6901234.00001.0', 72],
  ['MATCH_epc=urn:epc:id:sgtin:6901234.056789.B0001', 2],
  ['MATCH_epc=https://id.gs1.org/01/06901234567892/21/B0002', 2],
  ['MATCH_epc=urn:epc:idpat:sgtin:6901234.056789.*', 2],
  ['MATCH_epc=urn:epc:idpat:sgtin:6901234.*.*', 2],
  ['MATCH_parentID=urn:epc:id:sscc:6901234.3000000017', 2],
  ['MATCH_anyEPC=urn:epc:id:sscc:6901234.3000000017', 2],
  ['MATCH_epc=urn:epc:id:sscc:6901234.3000000017', 1],
  ['MATCH_inputEPC=urn:epc:id:sgtin:6901234.056789.B0001', 0],
  ['MATCH_inputEPCClass=urn:epc:class:lgtin:6901234.011111.SL-118', 71],
  ['MATCH_outputEPCClass=urn:epc:class:lgtin:6901234.056789.S7', 1],
  ['MATCH_outputEPCClass=urn:epc:idpat:sgtin:6901234.056789.*', 71],
  ['MATCH_outputEPCClass=urn:epc:class:lgtin:6901234.056789.*', 71],
  ['MATCH_epcClass=urn:epc:class:lgtin:6901234.056789.P42-1118', 3],
  ['MATCH_anyEPCClass=urn:epc:class:lgtin:6901234.056789.P42-1118', 4],
  ['EQ_quantity=79', 2],
  ['GE_quantity=75&MATCH_outputEPCClass=urn:epc:idpat:sgtin:6901234.056789.*', 6],
  ['LT_quantity=3', 1],
  ['EQ_transformationID=urn:epc:id:gdti:6901234.00009.1118', 1],
  ['EQ_bizTransaction_desadv=urn:epcglobal:cbv:bt:6901234000009:FH20261118-7', 1],
  ['EQ_bizTransaction_po=urn:epcglobal:cbv:bt:6901234000009:FH20261118-7', 0],
  ['EQ_source_owning_party=urn:epc:id:pgln:6901234.00000', 1],
  ['EQ_destination_location=urn:epc:id:sgln:69212345.0002.0', 1],
  ['EQ_destination_owning_party=urn:epc:id:sgln:69212345.0002.0', 0],
  [`EQ_eventID=${encodeURIComponent(milling.eventID)}`, 1],
  ['EXISTS_errorDeclaration=true', 0],
  ['EQ_type=Temperature', 71],
  ['EQ_type=gs1:RelativeHumidity', 1],
  ['GE_value_CEL=140&EQ_type=Temperature', 10],
  ['GE_value_FAH=1', 0],
  ['EQ_deviceID=urn:epc:id:giai:6901234.T-3', 1],
  ['EQ_jx:line=2', 35],
  ['EXISTS_jx:line=true', 70],
  ['EQ_https://ns.example.cn/epcis/%23line=2', 35],
  ['GT_INNER_jx:fineness=60', 9],
  ['EQ_INNER_jx:by=赣小明', 1],
  ['EQ_ILMD_jx:strengthClass=42.5', 71],
  ['EXISTS_ILMD_cbvmda:bestBeforeDate=true', 1],
  ['GE_ILMD_cbvmda:bestBeforeDate=2027-02-18', 1],
  ['LT_ILMD_cbvmda:bestBeforeDate=2027-02-18', 0],
  ['EQ_SENSORELEMENT_jx:probe=出料口', 1],
  ['eventCountLimit=7', 7],
];

for (const [query, events] of table) {
  test(`events?${query || '(nothing)'} finds ${events}`, async () => {
    assert.equal(
      await count(query, { ...extensions, 'gs1-epc-format': 'Never_Translates' }),
      events,
    );
  });
}

test('a parameter that is none, or that makes no sense, is refused and never ignored', async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['MATCH_lot=1', /不支持查询参数MATCH_lot/],
    ['EQ_action=MAKE', /不支持查询参数EQ_action/],
    ['eventType=CementEvent', /没有“CementEvent”这种事件/],
    ['GE_eventTime=yesterday', /GE_eventTime应为带时区的时间/],
    ['orderBy=bizStep', /不支持按bizStep排序/],
    ['orderDirection=UP', /ASC或者DESC/],
    ['eventCountLimit=0', /正整数/],
    ['eventCountLimit=1&maxEventCount=1', /不能同时使用/],
    ['perPage=x', /perPage应为正整数/],
    ['nextPageToken=abc', /nextPageToken无效/],
    ['EQ_bizStep=', /没有值/],
    ['constructor=1', /不支持查询参数constructor/],
    ['eventType=toString', /没有“toString”这种事件/],
    ['EQ_action=constructor', /不支持查询参数EQ_action/],
  ];
  for (const [query, sentence] of cases) {
    const { status, body } = await works.get<Exception>(`/api/epcis/events?${query}`);
    assert.equal(status, 400, query);
    assert.match(body.detail, sentence);
    assert.equal(body.type, 'epcisException:QueryParameterException');
  }
  const many = await works.get<Exception>('/api/epcis/events?maxEventCount=10');
  assert.equal(many.status, 413);
  assert.equal(many.body.type, 'epcisException:QueryTooLargeException');
  assert.equal((await works.get('/api/epcis/events?maxEventCount=75')).status, 200);
});

/** Follows the links to the end. */
async function allPages(client: Client, start: string) {
  const pages: string[][] = [];
  for (let url: string | undefined = start; url !== undefined;) {
    const answer: { body: QueryDocument; headers: Headers } = await client.get<QueryDocument>(url);
    pages.push(
      answer.body.epcisBody.queryResults.resultsBody.eventList.map(({ eventID }) =>
        String(eventID),
      ),
    );
    const link = answer.headers.get('link') ?? undefined;
    url = link === undefined ? undefined : /^<(.+)>; rel="next"$/.exec(link)?.[1];
  }
  return pages;
}

test('pages follow each other without gaps and doubles, in both orders, until nothing is left', async () => {
  for (const order of [
    'orderBy=eventTime&orderDirection=ASC',
    'orderBy=recordTime&orderDirection=DESC',
    '',
  ]) {
    const pages = await allPages(works, `/api/epcis/events?${order}&perPage=20`);
    assert.deepEqual(
      pages.map(({ length }) => length),
      [20, 20, 20, 15],
    );
    assert.equal(new Set(pages.flat()).size, 75);
  }
  const few = await allPages(works, '/api/epcis/events?perPage=20&eventCountLimit=30');
  assert.deepEqual(
    few.map(({ length }) => length),
    [20, 10],
  );
  const first = await works.get('/api/epcis/events?perPage=20');
  const token = /nextPageToken=([^&>]+)/.exec(first.headers.get('link') ?? '')?.[1];
  const other = await works.get<Exception>(
    `/api/epcis/events?eventType=ObjectEvent&nextPageToken=${token}`,
  );
  assert.equal(other.status, 400);
  // Whoever takes another's token along still sees only his own.
  assert.deepEqual(await asked(shop, `events?perPage=20&nextPageToken=${token}`), []);
});

test('identifiers come back in the spelling asked for', async () => {
  const at = `events/${encodeURIComponent(milling.eventID)}`;
  const made = async (format?: string) => {
    const [event] = await asked(
      works,
      at,
      format === undefined ? {} : { 'gs1-epc-format': format },
    );
    const { outputQuantityList: list, readPoint } = event as unknown as typeof milling;
    return [list[0].epcClass, readPoint.id];
  };
  const links = [
    'https://id.gs1.org/01/06901234567892/10/P42-1118',
    'https://id.gs1.org/414/6901234000016/254/K7',
  ];
  assert.deepEqual(await made(), links);
  assert.deepEqual(await made('Always_GS1_Digital_Link'), links);
  assert.deepEqual(await made('Never_Translates'), [
    milling.outputQuantityList[0].epcClass,
    milling.readPoint.id,
  ]);
  const [bag] = await asked(works, 'events?EQ_bizStep=commissioning', {
    'gs1-epc-format': 'Always_EPC_URN',
  });
  assert.deepEqual(bag?.['epcList'], [bagging.epcList[0], 'urn:epc:id:sgtin:6901234.056789.B0002']);
  const bad = await works.get('/api/epcis/events', { headers: { 'gs1-epc-format': 'Urn' } });
  assert.equal(bad.status, 406);
});

test('steps, states, places, things and types are listed, and lead to their events', async () => {
  const members = async (path: string) =>
    (await works.get<{ type: string; member: string[] }>(`/api/epcis/${path}`)).body.member;
  assert.deepEqual(await members('bizSteps'), [
    'commissioning',
    'creating_class_instance',
    'installing',
    'packing',
    'shipping',
  ]);
  assert.deepEqual(await members('dispositions'), ['active', 'in_progress', 'in_transit']);
  assert.deepEqual(await members('bizLocations'), ['https://id.gs1.org/414/6901234000016']);
  assert.deepEqual(await members('readPoints?perPage=1'), ['https://id.gs1.org/414/6901234000016']);
  assert.equal((await members('eventTypes')).length, 5);
  assert.deepEqual(await members(''), [
    'events',
    'eventTypes',
    'epcs',
    'bizSteps',
    'bizLocations',
    'readPoints',
    'dispositions',
    'capture',
    'queries',
  ]);
  const things: string[] = [];
  for (let url: string | undefined = '/api/epcis/epcs?perPage=30'; url !== undefined;) {
    const answer: { body: { member: string[] }; headers: Headers } = await works.get(url);
    things.push(...answer.body.member);
    url = /^<(.+)>/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  assert.equal(things.length, new Set(things).size);
  // 70 lots, the lot of the 18th, clinker, slag, two bags, pallet, carrier, logger.
  assert.equal(things.length, 78);
  const lot = encodeURIComponent('urn:epc:class:lgtin:6901234.056789.P42-1118');
  assert.equal((await asked(works, `epcs/${lot}/events`)).length, 4);
  assert.deepEqual(await members(`epcs/${lot}`), ['events']);
  assert.equal(
    (await works.get('/api/epcis/epcs/urn%3Aepc%3Aclass%3Algtin%3A6901234.056789.X')).status,
    404,
  );
  assert.deepEqual((await asked(works, 'bizSteps/packing/events')).map(stepOf), ['packing']);
  assert.equal((await works.get('/api/epcis/bizSteps/killing')).status, 404);
  assert.equal((await works.get('/api/epcis/eventTypes/constructor')).status, 404);
  assert.equal(await count('MATCH_epc=urn:epc:idpat:constructor:1.2.*'), 0);
  const place = encodeURIComponent('https://id.gs1.org/414/6901234000016/254/K7');
  assert.equal((await asked(works, `readPoints/${place}/events?perPage=100`)).length, 73);
  assert.equal((await asked(works, 'dispositions/in_transit/events')).length, 1);
  assert.equal((await asked(works, 'eventTypes/AssociationEvent/events')).length, 1);
  const doubled = await works.get('/api/epcis/bizSteps/packing/events?EQ_bizStep=shipping');
  assert.equal(doubled.status, 400);
  const theirs = await shop.get<{ member: string[] }>('/api/epcis/bizSteps');
  assert.deepEqual(theirs.body.member, []);
});

test('a named query is made, listed, run and deleted, and belongs to the firm', async () => {
  const query = { eventType: ['TransformationEvent'], 'EQ_jx:line': '2' };
  const wish = { name: '二号线', query };
  const post = (client: Client, body: object) =>
    client.post<Exception>('/api/epcis/queries', body, { headers: extensions });
  const made = await post(works, wish);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const location = made.headers.get('location') ?? '';
  assert.equal((await post(works, wish)).status, 409);
  const wrong = await post(works, { name: '坏的', query: { MATCH_lot: '1' } });
  assert.equal(wrong.status, 400);
  assert.equal((await post(works, { name: 'a b', query: {} })).status, 400);
  const { body: shown } = await works.get(location);
  assert.deepEqual(shown, {
    name: '二号线',
    query: { eventType: ['TransformationEvent'], 'EQ_jx:line': ['2'] },
  });
  const { body: list } = await works.get<{ name: string }[]>('/api/epcis/queries');
  assert.deepEqual(
    list.map(({ name }) => name),
    ['二号线'],
  );
  const pages = await allPages(works, `${location}/events?perPage=30`);
  assert.deepEqual(
    pages.map(({ length }) => length),
    [30, 5],
  );
  const { body } = await works.get<QueryDocument>(`${location}/events`);
  assert.equal(body.epcisBody.queryResults.queryName, '二号线');
  assert.equal((await shop.get(location)).status, 404);
  assert.equal((await shop.delete(location)).status, 404);
  assert.equal((await works.delete(location)).status, 204);
  assert.equal((await works.get(`${location}/events`)).status, 404);
  assert.equal((await works.delete('/api/epcis/nextPageToken/abc')).status, 204);
});

test('OPTIONS says what is spoken, and what is not spoken is not accepted', async () => {
  const options = await works.request('OPTIONS', '/api/epcis/capture');
  assert.equal(options.status, 204);
  const of = (name: string) => options.headers.get(name);
  assert.deepEqual(
    [
      'allow',
      'gs1-epcis-version',
      'gs1-epcis-min',
      'gs1-cbv-max',
      'gs1-epcis-capture-limit',
      'gs1-capture-error-behaviour',
    ].map(of),
    ['OPTIONS, GET, POST', '2.0.0', '2.0.0', '2.0.0', '100000', 'all'],
  );
  assert.equal((await works.request('OPTIONS', '/api/epcis/epcs/x/events')).status, 204);
  assert.equal((await service.client().request('OPTIONS', '/api/epcis/events')).status, 401);
  const spoken = (headers: Record<string, string>) =>
    works.get<Exception>('/api/epcis/events', { headers });
  for (const headers of [
    { accept: 'application/xml' },
    { 'gs1-epcis-min': '2.1.0' },
    { 'gs1-cbv-max': '1.2' },
    { 'gs1-epcis-version': '1.2.0' },
  ]) {
    const { status, body } = await spoken(headers as Record<string, string>);
    assert.equal(status, 406, JSON.stringify(headers));
    assert.equal(body.type, 'epcisException:NotAcceptableException');
  }
  assert.equal((await spoken({ 'gs1-epcis-min': '1.2', 'gs1-epcis-max': '2.0.0' })).status, 200);
  const linked = await spoken({ accept: 'application/ld+json' });
  assert.match(linked.headers.get('content-type') ?? '', /^application\/ld\+json/);
  const xml = await works.post<Exception>('/api/epcis/capture', Buffer.from('<x/>'), {
    headers: { 'content-type': 'application/xml' },
  });
  assert.equal(xml.status, 415);
  assert.equal(xml.body.type, 'epcisException:UnsupportedMediaTypeException');
  const plain = await works.get<Exception>('/api/epcis/events/x');
  assert.equal(plain.body.type, 'epcisException:NoSuchNameException');
});

test('prefixes that mean different things in different documents keep their meaning', async () => {
  const other = { ...cementDocument([{ ...milling, eventID: undefined, 'jx:line': '9' }]) };
  other['@context'] = [
    'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    { jx: 'https://other.example.cn/' },
  ];
  await captured(works, other);
  const { body } = await works.get<QueryDocument>(
    '/api/epcis/events?perPage=100&eventType=TransformationEvent',
  );
  assert.deepEqual(body['@context'].slice(1), [{ jx: 'https://other.example.cn/' }]);
  const [newest, ...rest] = body.epcisBody.queryResults.resultsBody.eventList;
  assert.equal(newest?.['@context'], undefined);
  assert.deepEqual(rest[0]?.['@context'], { jx: 'https://ns.example.cn/epcis/' });
  assert.equal(await count('EQ_jx:line=9', extensions), 0);
  assert.equal(
    await count('EQ_jx:line=9', { 'gs1-extensions': 'jx=https://other.example.cn/' }),
    1,
  );
});
