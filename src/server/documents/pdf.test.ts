import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { readCoverage } from './font-coverage.ts';
import { DocumentFault, type OfficialDocument } from './model.ts';
import { pdfInput } from './pdf-input.ts';
import { renderPdf } from './pdf.ts';
import { closeRenderer } from './renderer.ts';

after(closeRenderer);

const notice: OfficialDocument = {
  title: '责令改正通知书',
  number: '洪市监责改〔2026〕12号',
  organisation: '南昌市某区市场监督管理局',
  issuedOn: '2026-03-05',
  blocks: [
    { kind: 'heading', text: '一、基本情况' },
    { kind: 'fields', columns: 4, fields: [{ label: '法定代表人', value: '熊䶮' }] },
    { kind: 'paragraph', text: '请在三十日内改正。' },
    { kind: 'list', ordered: true, items: ['停止销售', '提交报告'] },
    { kind: 'note', text: '依据有关规定制作。' },
  ],
  signatures: [{ label: '承办人', name: '万晓明', at: '2026-03-05T02:11:00Z' }],
  receipt: { id: 'r-1', index: 7, verifyUrl: 'https://sifang.example/verify/r-1' },
};

const everything = (): boolean => true;

function pageCount(pdf: Buffer): number {
  return Number(/\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1]);
}

test('a paper becomes a one-page PDF/A-2b dated by its issue', async () => {
  const pdf = await renderPdf(notice);
  const text = pdf.toString('latin1');
  assert.equal(text.slice(0, 5), '%PDF-');
  assert.match(text, /<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</);
  assert.match(text, /D:20260305/);
  assert.equal(pageCount(pdf), 1);
});

test('the same paper gives the same bytes, and another paper others', async () => {
  const first = await renderPdf(notice);
  await renderPdf({ ...notice, title: '另一份' });
  const second = await renderPdf(structuredClone(notice));
  assert.ok(first.equals(second));
  await closeRenderer();
  assert.ok(first.equals(await renderPdf(notice)), 'a cold worker must give the same bytes too');
  assert.ok(!first.equals(await renderPdf({ ...notice, issuedOn: '2026-03-06' })));
});

test('markup in user text is printed, not interpreted', async () => {
  const hostile =
    '#import "x" #panic() <script>alert(1)</script> $x$ *a* _b_ \\ // /* ] } @ref = 一';
  const blocks: OfficialDocument['blocks'] = [
    { kind: 'heading', text: hostile },
    { kind: 'paragraph', text: `${hostile}\n${hostile}` },
    { kind: 'fields', fields: [{ label: hostile, value: hostile }] },
    { kind: 'table', caption: hostile, columns: [{ title: hostile }], rows: [[hostile]] },
    { kind: 'list', items: [hostile] },
    { kind: 'note', text: hostile },
  ];
  const pdf = await renderPdf({
    ...notice,
    title: hostile,
    number: hostile,
    organisation: hostile,
    blocks,
    signatures: [{ label: hostile, name: hostile }],
  });
  assert.ok(pageCount(pdf) >= 1);
});

test('rare characters are drawn and unknown ones become 〓 with their code in a note', async () => {
  const font = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  );
  const covers = readCoverage(readFileSync(font));
  const drawn = Array.from('䶮堃㙍𬭎〓—〔2026〕Ω℃²').map((character) =>
    covers(character.codePointAt(0) ?? 0),
  );
  assert.deepEqual(new Set(drawn), new Set([true]));
  assert.equal(covers(0x1f642), false);
  const input = pdfInput({ ...notice, title: '熊䶮🙂' }, undefined, covers);
  assert.equal(input['title'], '熊䶮〓');
  assert.match(String(input['missing']), /U\+1F642/);
  assert.ok(await renderPdf({ ...notice, title: '熊䶮🙂 ไทย' }));
});

test('a long word gets break points that fit its column, a short one none', () => {
  const table = (word: string): string => {
    const columns = [{ title: 'a' }, { title: 'b', width: 9 }];
    const blocks = [{ kind: 'table' as const, columns, rows: [[word, word]] }];
    return JSON.stringify(pdfInput({ ...notice, blocks }, undefined, everything)['blocks']);
  };
  assert.match(table('A-12'), /"A-12","A-12"/);
  assert.match(table('91360104MA35ABCD2X'), /9\u200B1\u200B3.*"91360104MA35ABCD2X"/);
});

test('invisible and control characters are taken out of what is printed', () => {
  const title = 'a\u0000b\u202Ec\u200Bd\uFEFFe\uD800';
  assert.equal(pdfInput({ ...notice, title }, undefined, everything)['title'], 'abcde\uFFFD');
});

test('a table of 1,000 rows fills many pages within the time limit', async () => {
  const rows = Array.from({ length: 1000 }, (_, row) => [
    `${row}`,
    `江西某某第${row}实业公司`,
    'x',
  ]);
  const columns = [{ title: '序号' }, { title: '单位', width: 4 }, { title: '结论' }];
  const pdf = await renderPdf({ ...notice, blocks: [{ kind: 'table', columns, rows }] });
  assert.ok(pageCount(pdf) > 20 && pageCount(pdf) < 80, `${pageCount(pdf)} pages`);
});

test('a draft without a date is rendered too, as an ordinary PDF', async () => {
  const pdf = await renderPdf({ ...notice, draft: true, issuedOn: undefined, receipt: undefined });
  assert.doesNotMatch(pdf.toString('latin1'), /pdfaid:part/);
  assert.equal(pageCount(pdf), 1);
});

test('the event loop stays free while a long table is rendered', async () => {
  const rows = Array.from({ length: 2000 }, (_, row) => [`${row}`, '文字']);
  const started = performance.now();
  let [longestMs, last] = [0, started];
  const beat = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  }, 5);
  const columns = [{ title: 'a' }, { title: 'b' }];
  await renderPdf({ ...notice, blocks: [{ kind: 'table', columns, rows }] });
  clearInterval(beat);
  const wholeMs = performance.now() - started;
  assert.ok(longestMs < wholeMs / 2, `blocked ${longestMs} of ${wholeMs} ms`);
});

test('past the time limit the caller gets a fault and the next paper still comes out', async () => {
  const fault = { name: 'DocumentFault', reason: 'time-limit' };
  await closeRenderer();
  await assert.rejects(renderPdf(notice, { timeLimitMs: 1 }), fault);
  assert.equal(pageCount(await renderPdf(notice)), 1);
});

test('a document the compiler refuses is a fault that names the reason', async () => {
  const receipt = { id: 'r', verifyUrl: 'https://sifang.example', qrSvg: 'not an image' };
  await assert.rejects(renderPdf({ ...notice, receipt }), (fault: unknown) => {
    assert.ok(fault instanceof DocumentFault && fault.reason === 'failed');
    return /SVG/i.test(fault.message);
  });
  assert.ok(await renderPdf(notice));
});

test('malformed and oversized documents fail before rendering', async () => {
  const columns = [{ title: 'a' }, { title: 'b' }];
  const table = (rows: string[][]): OfficialDocument => ({
    ...notice,
    blocks: [{ kind: 'table', columns, rows }],
  });
  await assert.rejects(renderPdf(table([['only one']])), { reason: 'invalid' });
  await assert.rejects(renderPdf({ ...notice, issuedOn: '5.3.2026' }), { reason: 'invalid' });
  const rows = Array.from({ length: 5001 }, () => ['', '']);
  await assert.rejects(renderPdf(table(rows)), { reason: 'too-large' });
  const waiting = Array.from({ length: 110 }, async () => renderPdf(notice));
  const outcomes = await Promise.allSettled(waiting);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  assert.ok(refused.length > 0 && refused.every(({ reason }) => reason.reason === 'busy'));
});

/** One pixel. */
const dot =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('drawn signatures are printed over their labels, and one that cannot be read keeps no paper back', async () => {
  const drawn = (png: string): OfficialDocument => ({
    ...notice,
    blocks: [
      ...notice.blocks,
      { kind: 'pictures', pictures: [{ label: '抽样人员签名', width: 1, height: 1, png }] },
    ],
  });
  const images = (pdf: Buffer) => pdf.toString('latin1').split('/Subtype/Image').length - 1;
  const count = (pdf: Buffer) =>
    Math.max(
      images(pdf),
      images(
        Buffer.from(
          pdf.toString('latin1').replaceAll('/Subtype /Image', '/Subtype/Image'),
          'latin1',
        ),
      ),
    );
  const plain = count(await renderPdf(notice));
  assert.ok(count(await renderPdf(drawn(dot))) > plain);
  assert.equal(count(await renderPdf(drawn(Buffer.from('no picture').toString('base64')))), plain);
});
