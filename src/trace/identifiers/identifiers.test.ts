import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aiDefect } from './application-identifiers.ts';
import { checkDigit } from './check-digit.ts';
import { readDate, writeDate } from './dates.ts';
import { readDigitalLink, writeDigitalLink } from './digital-link.ts';
import { encodeElements, printElements, readElements } from './element-string.ts';
import { readEpcUrn, writeEpcUrn } from './epc-urn.ts';
import { printedGtin, readGtin } from './gtin.ts';
import { canonical, companyPrefixLength, readIdentifier } from './identifier.ts';
import { levelOf } from './identity.ts';
import type { Outcome } from './outcome.ts';

/** What came out, or the sentence. */
const said = <T>(outcome: Outcome<T>) => (outcome.ok ? outcome.value : outcome.sentence);

test('check digits are those of the standard’s own examples', () => {
  assert.equal(checkDigit('629104150021'), '3');
  assert.equal(checkDigit('690123456789'), '2');
  assert.equal(checkDigit('37610425002123456'), '9');
});

test('a GTIN of any length becomes one of fourteen digits, and a wrong one says what is wrong', () => {
  assert.equal(said(readGtin('6901234567892')), '06901234567892');
  assert.equal(said(readGtin('69012342')), '商品条码69012342的校验码应为1，写的是2');
  assert.equal(said(readGtin('69012341')), '00000069012341');
  assert.equal(said(readGtin('036000291452')), '00036000291452');
  assert.equal(said(readGtin('690123456789')), '商品条码690123456789的校验码应为7，写的是9');
  assert.equal(said(readGtin('6901')), '商品条码应为8、12、13或14位数字，写的是4位');
  assert.equal(said(readGtin('69O1234567892')), '商品条码“69O1234567892”只能是数字');
  assert.equal(printedGtin('06901234567892'), '6901234567892');
  assert.equal(printedGtin('00000069012341'), '69012341');
  assert.equal(printedGtin('16901234567899'), '16901234567899');
});

test('dates know their century, the last day of a month and days that there are not', () => {
  assert.equal(said(readDate('261128', 2026)), '2026-11-28');
  assert.equal(said(readDate('280200', 2026)), '2028-02-29');
  assert.equal(said(readDate('990101', 2026)), '1999-01-01');
  assert.equal(said(readDate('760101', 2026)), '2076-01-01');
  assert.equal(said(readDate('770101', 2026)), '1977-01-01');
  assert.equal(said(readDate('260230', 2026)), '日期“260230”中2026年2月没有30日');
  assert.equal(said(readDate('261301', 2026)), '日期“261301”中没有13月');
  assert.equal(writeDate('2026-11-28'), '261128');
});

/** Every scheme, with company prefixes of several lengths: URN and canonical Digital Link. */
const pairs: readonly (readonly [urn: string, link: string, level: string])[] = [
  ['urn:epc:id:sgtin:6901234.056789.32a%2Fb', '01/06901234567892/21/32a%2Fb', 'instance'],
  ['urn:epc:id:sgtin:69712345.10678.7', '01/16971234506785/21/7', 'instance'],
  ['urn:epc:class:lgtin:6901234.056789.A-7', '01/06901234567892/10/A-7', 'lot'],
  ['urn:epc:idpat:sgtin:6901234.056789.*', '01/06901234567892', 'class'],
  ['urn:epc:id:sscc:6901234.3567890123', '00/369012345678901239', 'instance'],
  ['urn:epc:id:sgln:69012345.6789.0', '414/6901234567892', 'instance'],
  ['urn:epc:id:sgln:6901234.56789.3F', '414/6901234567892/254/3F', 'instance'],
  ['urn:epc:id:pgln:690123456789.', '417/6901234567892', 'instance'],
  ['urn:epc:id:grai:6901234.56789.K1', '8003/06901234567892K1', 'instance'],
  ['urn:epc:idpat:grai:6901234.56789.*', '8003/06901234567892', 'class'],
  ['urn:epc:id:giai:6901234.AB-1', '8004/6901234AB-1', 'instance'],
  ['urn:epc:id:gdti:6901234.56789.77', '253/690123456789277', 'instance'],
  ['urn:epc:idpat:gdti:6901234.56789.*', '253/6901234567892', 'class'],
  ['urn:epc:id:sgcn:6901234.56789.04', '255/690123456789204', 'instance'],
  ['urn:epc:id:gsrn:6901234.5678901234', '8018/690123456789012346', 'instance'],
  ['urn:epc:id:gsrnp:6901234.5678901234', '8017/690123456789012346', 'instance'],
  ['urn:epc:id:gsin:6901234.567890123', '402/69012345678901238', 'instance'],
  ['urn:epc:id:ginc:6901234.xyz47', '401/6901234xyz47', 'instance'],
  ['urn:epc:id:cpi:6901234.5PQ7%2FZ43.12345', '8010/69012345PQ7%2FZ43/8011/12345', 'instance'],
  ['urn:epc:id:itip:6901234.056789.01.02.9', '8006/069012345678920102/21/9', 'instance'],
  ['urn:epc:idpat:itip:6901234.056789.01.02.*', '8006/069012345678920102', 'class'],
  ['urn:epc:id:upui:6901234.056789.Q', '01/06901234567892/235/Q', 'instance'],
];

for (const [urn, link, level] of pairs) {
  test(`${urn} and its Digital Link are one identity, both ways`, () => {
    const read = readEpcUrn(urn);
    assert.ok(read.ok, said(read) as string);
    assert.equal(canonical(urn), `https://id.gs1.org/${link}`);
    assert.equal(levelOf(read.value.identity), level);
    const same = readIdentifier(`https://id.gs1.org/${link}`);
    assert.ok(same.ok);
    assert.deepEqual(same.value, read.value.identity);
    assert.equal(said(writeEpcUrn(same.value, read.value.prefixLength)), urn);
  });
}

test('a Digital Link is read at any site, with words, short numbers, paths and a query', () => {
  const link = readDigitalLink(
    'https://m.example.cn/zh/gtin/6901234567892/lot/B%2F7?17=261231&linkType=gs1:pip',
  );
  assert.ok(link.ok);
  assert.deepEqual(link.value, {
    stem: 'https://m.example.cn/zh',
    identity: { key: '01', value: '06901234567892', qualifiers: [['10', 'B/7']] },
    attributes: [['17', '261231']],
  });
  const { stem, identity, attributes } = link.value;
  assert.equal(
    writeDigitalLink(identity, { stem, attributes }),
    'https://m.example.cn/zh/01/06901234567892/10/B%2F7?17=261231',
  );
});

test('the spelling that is compared leaves out variant, query and a lot beside a serial number', () => {
  assert.equal(
    canonical('https://a.cn/01/06901234567892/22/2A/10/L1/21/S1?17=261231'),
    'https://id.gs1.org/01/06901234567892/21/S1',
  );
  assert.equal(canonical('https://a.cn/warehouse/7'), 'https://a.cn/warehouse/7');
});

test('what is wrong with an identifier is said', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['urn:epc:id:sgtin:6901234.05678.1', '厂商识别代码为7位时，其后应为6位数字，写的是“05678”'],
    ['urn:epc:id:sgtin:69012.0567890.1', 'EPC编码中的厂商识别代码“69012”应为6至12位数字'],
    ['urn:epc:id:sgtin:6901234.056789', 'EPC编码缺少序列号或者批号'],
    ['urn:epc:id:sscc:6901234.3567890123.1', 'EPC编码的段数过多'],
    ['urn:epc:idpat:sgtin:6901234.056789.5', 'EPC类别编码的最后一段应为*'],
    ['urn:epc:id:adi:1.2.3', '不支持EPC编码方案urn:epc:id:adi'],
    ['https://id.gs1.org/01/06901234567893', '商品条码06901234567893的校验码应为2，写的是3'],
    ['https://id.gs1.org/01/06901234567892/10', '（10）后面缺少内容'],
    ['https://id.gs1.org/01/06901234567892/254/1', '（254）不能跟在（01）后面'],
    ['https://id.gs1.org/01/06901234567892/21/1/10/2', '（10）的位置有误，顺序应为22、10、21、235'],
    [
      'https://id.gs1.org/01/06901234567892/10/%E6%89%B9',
      '批号（10）应为1至20个字母、数字或者规定的符号，写的是“批”',
    ],
    [
      'https://id.gs1.org/01/06901234567892/10/%E6',
      '“https://id.gs1.org/01/06901234567892/10/%E6”中的百分号编码有误',
    ],
    ['https://id.gs1.org/01/06901234567892?17=261301', '有效期至（17）：日期“261301”中没有13月'],
    ['https://example.cn/about', '“https://example.cn/about”中没有产品、单元或者位置的标识'],
    ['ftp://id.gs1.org/01/06901234567892', '“ftp://id.gs1.org/01/06901234567892”不是网址'],
  ];
  for (const [uri, sentence] of cases) assert.equal(said(readIdentifier(uri)), sentence);
  assert.equal(aiDefect('8006', '069012345678920302'), '组件号03不在组件总数02之内');
});

test('element strings are read as printed and as scanned, and written both ways', () => {
  const elements = [
    ['01', '06901234567892'],
    ['10', 'L(7)'],
    ['17', '261231'],
    ['21', 'S1'],
  ] as const;
  const printed = '(01)06901234567892(10)L(7)(17)261231(21)S1';
  const scanned = ']d20106901234567892' + '10L(7)\u001D1726123121S1';
  assert.deepEqual(said(readElements(printed)), elements);
  assert.deepEqual(said(readElements(scanned)), elements);
  assert.equal(printElements(elements), printed);
  assert.equal(`]d2${encodeElements(elements)}`, scanned);
  assert.deepEqual(said(readElements('3103001750')), [['3103', '001750']]);
  assert.equal(
    said(readElements('(01)0690123456789')),
    '商品条码（01）应为14位数字，写的是“0690123456789”',
  );
  assert.equal(
    said(readElements('010690123456789299')),
    '内部信息（99）应为1至90个字母、数字或者规定的符号，写的是“”',
  );
  assert.equal(said(readElements('(10)A(10)B')), '（10）写了两次');
  assert.equal(said(readElements('7x')), '条码第1个字符起的应用标识符“7x”无法识别');
});

test('the length of a company prefix is known for numbers of GS1 China only', () => {
  const length = (uri: string) => {
    const identity = readIdentifier(uri);
    return identity.ok ? companyPrefixLength(identity.value) : undefined;
  };
  assert.equal(length('https://id.gs1.org/01/06901234567892'), 7);
  assert.equal(length('https://id.gs1.org/414/6921234567890'), 8);
  assert.equal(length('https://id.gs1.org/00/369712345678901232'), 9);
  assert.equal(length('https://id.gs1.org/01/04012345123456'), undefined);
});

test('names that every object has are no keys, words or identifiers', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const link = readIdentifier(`https://example.cn/${name}/7`);
    assert.equal(said(link), `“https://example.cn/${name}/7”中没有产品、单元或者位置的标识`);
    assert.equal(aiDefect(name, '7'), `不认识应用标识符（${name}）`);
  }
});
