import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cementDocument, cementEvents } from './fixture/cement.ts';
import { scanDocument, valueDefect } from './scan.ts';

function scan(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const steps = scanDocument(bytes);
  let rests = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return { bytes, rests, outcome: step.value };
    rests += 1;
  }
}

function eventsOf(text: string) {
  const { bytes, outcome } = scan(text);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.sentence);
  const { spans, envelope } = outcome.value;
  const events = spans.flatMap((from, at) =>
    at % 2 === 0 ? [new TextDecoder().decode(bytes.subarray(from, spans[at + 1]))] : [],
  );
  return { events, envelope };
}

test('events are found byte by byte, the rest of the document is JSON without them', () => {
  for (const space of [0, 2, '\t']) {
    const { events, envelope } = eventsOf(JSON.stringify(cementDocument(), null, space));
    assert.deepEqual(
      events.map((text) => JSON.parse(text) as unknown),
      cementEvents,
    );
    assert.deepEqual(JSON.parse(envelope), cementDocument([]));
  }
});

test('brackets, quotes and lists inside texts and extensions mislead nobody', () => {
  const tricky = [
    '{"a":"]}\\"","eventList":[{"x":1}]}',
    '{"b":"\\\\"}',
    '{ "c" : [ [ ], { } ] }',
    '"text"',
    '-1.5e3',
  ];
  const text = `{"epcisBody":{"x:eventList":[9],"eventList":[ ${tricky.join(' , ')} ]},"note":"{[\\"eventList\\":["}`;
  assert.deepEqual(eventsOf(text).events, tricky);
  assert.deepEqual(eventsOf('\uFEFF{"epcisBody":{"eventList":[]}}').events, []);
  const query = '{"epcisBody":{"queryResults":{"resultsBody":{"eventList":[{}]}}}}';
  assert.deepEqual(eventsOf(query).events, ['{}']);
});

test('what is no document says where', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', '第1行第1个字节：这里应为{'],
    ['{"epcisBody":{"eventList":[{}]}', '第1行第32个字节：两项之间缺少逗号'],
    ['{"epcisBody":{"eventList":[{"a":1', '文件不完整，可能没有传完'],
    ['{"epcisBody":{"eventList":["a', '文件不完整，可能没有传完'],
    ['{\n"epcisBody":{"eventList":[{]}]}}', '第2行第29个字节：括号不配对'],
    ['{"epcisBody":{"eventList":[{} {}]}}', '第1行第31个字节：两项之间缺少逗号'],
    ['{"epcisBody":{"eventList":{}}}', '第1行第27个字节：事件列表eventList应以[开头'],
    ['{"epcisBody":{}}', '文件中没有事件列表epcisBody.eventList'],
    ['{"epcisBody":{"eventList":[],"eventList":[]}}', 'eventList写了两次'],
    ['{"epcisBody":{"eventList":[]},"epcisBody":{"eventList":[]}}', 'epcisBody写了两次'],
    ['{"epcisBody":{"eventList":[]}} {}', '第1行第32个字节：JSON结束之后还有内容'],
    [`{"epcisBody":{"eventList":[${'['.repeat(65)}`, '第1行第93个字节：嵌套超过64层'],
  ];
  for (const [text, sentence] of cases) {
    const { outcome } = scan(text);
    assert.equal(outcome.ok ? 'ok' : outcome.sentence, sentence, text);
  }
  const latin = scan(
    Uint8Array.from([
      ...Buffer.from('{"a":"'),
      0xe9,
      ...Buffer.from('","epcisBody":{"eventList":[]}}'),
    ]),
  );
  assert.deepEqual(latin.outcome, { ok: false, sentence: '文件不是UTF-8编码' });
});

test('a long document lets others have their turn', () => {
  const event = `{"jx:text":"${'水'.repeat(1000)}"}`;
  const { rests, outcome } = scan(
    `{"epcisBody":{"eventList":[${Array(1000).fill(event).join(',')}]}}`,
  );
  assert.ok(outcome.ok && outcome.value.spans.length === 2000);
  assert.ok(rests >= 2);
});

test('a single value is one, whole, and not nested without end', () => {
  const defect = (text: string) => valueDefect(new TextEncoder().encode(text));
  assert.equal(defect(' {"a":[1,{"b":"]"}]} '), undefined);
  assert.equal(defect('{} {}'), '第1行第4个字节：JSON结束之后还有内容');
  assert.equal(defect('['.repeat(100_000)), '第1行第66个字节：嵌套超过64层');
});
