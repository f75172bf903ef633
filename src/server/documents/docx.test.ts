import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { unzip } from '#test/zip.ts';
import { renderDocx } from './docx.ts';
import type { OfficialDocument } from './model.ts';
import { closeRenderer } from './renderer.ts';
import { chineseDate, formRows, signedAt } from './wording.ts';

after(closeRenderer);

const record: OfficialDocument = {
  title: '监督抽查结果通知书',
  number: '赣市监抽〔2026〕3号',
  organisation: '江西省市场监督管理局',
  issuedOn: '2026-03-05',
  blocks: [
    { kind: 'paragraph', text: '熊䶮：\n第二行 #import <script>$x$</script> & "引号"\u0000\uFFFE' },
    { kind: 'fields', fields: [{ label: '产品', value: '电缆' }] },
    {
      kind: 'table',
      caption: '不合格项目',
      columns: [{ title: '项目' }, { title: '判定', width: 2, align: 'center' }],
      rows: [['导体电阻', '不合格']],
    },
    { kind: 'list', ordered: true, items: ['其一'] },
    { kind: 'list', items: ['其二'] },
    { kind: 'note', text: '依据' },
  ],
  signatures: [{ label: '审批人' }],
  receipt: { id: 'r-9', verifyUrl: 'https://sifang.example/verify/r-9' },
};

async function partsOf(document: OfficialDocument): Promise<(path: string) => string> {
  const parts = unzip(await renderDocx(document));
  return (path) => parts.get(path)?.toString('utf8') ?? '';
}

test('the texts of the paper are in the file, escaped and cleaned', async () => {
  const part = await partsOf(record);
  const body = part('word/document.xml');
  const expected = [
    '监督抽查结果通知书',
    '赣市监抽〔2026〕3号',
    '熊䶮：',
    '第二行 #import &lt;script&gt;$x$&lt;/script&gt; &amp; ',
    '不合格项目',
    '2026年3月5日',
    'r-9',
    '等待入账',
  ];
  for (const text of expected) assert.ok(body.includes(text), text);
  assert.ok(!body.includes('\u0000') && !body.includes('\uFFFE'));
});

test('it has the page, the typefaces and the page numbers of official papers', async () => {
  const part = await partsOf(record);
  const body = part('word/document.xml');
  const [size] = /<w:pgSz [^>]*>/.exec(body) ?? [];
  assert.match(size ?? '', /w:w="11906"/);
  assert.match(size ?? '', /w:h="16838"/);
  assert.match(/<w:pgMar [^>]*>/.exec(body)?.[0] ?? '', /w:top="(37mm|2098)"/);
  assert.match(part('word/styles.xml'), /w:eastAsia="仿宋_GB2312"/);
  assert.match(part('word/styles.xml'), /w:eastAsia="方正小标宋简体"/);
  assert.match(part('word/fontTable.xml'), /仿宋_GB2312.*altName w:val="仿宋/);
  const footers = part('word/footer1.xml') + part('word/footer2.xml');
  assert.match(footers, /— [\s\S]*PAGE[\s\S]* —/);
});

test('the header row of a table repeats on each page', async () => {
  const part = await partsOf(record);
  assert.equal(part('word/document.xml').match(/<w:tblHeader/g)?.length, 1);
});

test('the receipt carries a code as an image; without a receipt there is none', async () => {
  const names = [...unzip(await renderDocx(record)).keys()];
  assert.equal(names.filter((name) => name.endsWith('.png')).length, 1);
  const without = [...unzip(await renderDocx({ ...record, receipt: undefined })).keys()];
  assert.equal(without.filter((name) => name.endsWith('.png')).length, 0);
});

test('only a draft says that it is one', async () => {
  const final = await partsOf(record);
  assert.doesNotMatch(final('word/header1.xml'), /草稿/);
  const draft = await partsOf({ ...record, draft: true });
  assert.match(draft('word/header1.xml'), /草稿（尚未签发/);
  assert.match(draft('word/header2.xml'), /草稿/);
});

test('dates are printed the way offices print them', () => {
  assert.equal(chineseDate('2026-03-05'), '2026年3月5日');
  assert.equal(signedAt('2026-03-05T16:30:00Z'), '2026年3月6日 00:30');
  assert.equal(signedAt('2026-12-31'), '2026年12月31日');
  assert.match(signedAt(undefined), /年 *　*月/);
});

test('a four-column form pairs its fields, and a wide one stands alone', () => {
  const field = (label: string, wide?: boolean): { label: string; value: string; wide?: boolean } =>
    wide === undefined ? { label, value: '' } : { label, value: '', wide };
  const labels = (columns: 2 | 4): string[] =>
    formRows({
      kind: 'fields',
      columns,
      fields: [field('a'), field('b'), field('c'), field('d', true), field('e')],
    }).map((row) => row.map(({ label }) => label).join(''));
  assert.deepEqual(labels(4), ['ab', 'c', 'd', 'e']);
  assert.deepEqual(labels(2), ['a', 'b', 'c', 'd', 'e']);
});
