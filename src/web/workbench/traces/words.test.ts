import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EpcisEvent } from '#trace/epcis/event.ts';
import { milling, palletising } from '#trace/epcis/fixture/cement.ts';
import { eventSummary, quantityText, shortId, thingAsked, thingText } from './words.ts';

test('an event reads like a line of a warehouse book', () => {
  const { title, step, first, more } = eventSummary(milling as unknown as EpcisEvent);
  assert.equal(title, '生产转换');
  assert.equal(step, '建立批次');
  assert.equal(thingText(first!), '6901234567892 批号 P42-1118');
  assert.equal(quantityText(first!), '79 吨');
  assert.equal(more, 0);
  const packed = eventSummary(palletising as unknown as EpcisEvent);
  assert.equal(packed.title, '装入');
  assert.equal(packed.more, 2);
  assert.match(thingText(packed.facts.parent!), /^物流单元 3690123400000001\d\d$/);
  assert.equal(shortId('urn:epc:id:sgln:6901234.00001.K7'), '位置 6901234000016 K7');
  assert.equal(shortId('https://erp.example.cn/orders/4711'), 'https://erp.example.cn/orders/4711');
});

test('a thing is found by whatever is at hand: label, scanner, link or URN', () => {
  const lot = 'https://id.gs1.org/01/06901234567892/10/P42';
  for (const text of [
    '(01)06901234567892(10)P42',
    '010690123456789210P42',
    'urn:epc:class:lgtin:6901234.056789.P42',
    ' https://m.example.cn/01/06901234567892/10/P42?17=270101 ',
  ]) {
    assert.deepEqual(thingAsked(text), { link: lot }, text);
  }
  assert.deepEqual(thingAsked('6901234567892'), { link: 'https://id.gs1.org/01/06901234567892' });
  assert.deepEqual(thingAsked('6901234567893'), {
    sentence: '商品条码6901234567893的校验码应为2，写的是3',
  });
  assert.ok('sentence' in thingAsked('水泥'));
});
