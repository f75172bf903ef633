import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeRenderer } from '#server/documents/renderer.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';
import { startServer } from '../service.ts';
import { docxText } from '../zip.ts';
import { Story } from './case-file.ts';
import { assertSays, download, paperOf, paperText } from './download.ts';
import { spotCheckCast, SpotCheckStory } from './spot-check-scene.ts';
import { WorksStory } from './works-scene.ts';

const service = await startServer({ after }, { settings: { baseUrl: 'http://127.0.0.1' } });
after(closeRenderer);
let cast: SpotCheckCast;
before(async () => {
  cast = await spotCheckCast(service.context.database);
});

/** All of these stand in the text, in this order. */
function assertOrder(text: string, parts: readonly (string | readonly string[])[]) {
  let from = 0;
  for (const part of parts.flat()) {
    const at = text.indexOf(part, from);
    assert.ok(at >= 0, `“${part}” is missing after ${text.slice(Math.max(0, from - 40), from)}`);
    from = at + part.length;
  }
}

test('the weekly report and the minutes read like reports of an office', async () => {
  const story = new Story(service);
  const works = new WorksStory(story);
  story.on('2026-11-16', '08:00');
  await works.list();
  await works.week('2026-11-16', { '2026-11-18': { R02: '细度筛余超标' } });
  const participants = [cast.people.officer.id, cast.people.principal.id];
  const weekly = await works.weekly('2026-11-16', { participants });
  const file = await download(story, 'director', `/api/entries/${weekly.id}/paper.docx`);
  assert.equal(file.name, '每周工业产品质量安全排查治理报告-赣州贡江水泥有限公司-2026-11-22.docx');
  assert.match(file.type ?? '', /wordprocessingml/);
  assertOrder(docxText(file.bytes), [
    '赣州贡江水泥有限公司',
    '每周工业产品质量安全排查治理报告',
    '（2026年11月16日至11月22日）',
    ['统一社会信用代码', cast.organisations.works.creditCode],
    ['参加人员', '刘建平、曾广源'],
    '一、本周数据（由平台汇总）',
    ['日管控情况', '应检查天数', '已记录天数', '按关键环节汇总的问题', '生产过程'],
    ['二、周排查新发现的问题', '无。'],
    ['三、风险分析', '日管控发现问题1项', '四、治理措施', '五、下周安排'],
    '依据：《工业产品生产单位落实质量安全主体责任监督管理规定》第11条',
    ['质量安全总监：', '谢慧敏', '2026年11月22日 17:00'],
    ['存证编号', weekly.id, '等待入账', `/verify?entry=${weekly.id}`],
  ]);

  assert.doesNotMatch(docxText(file.bytes), /销售单位落实/, 'a producer is told of its own order');

  story.on('2026-11-30', '16:00');
  const decisions = [
    { content: '更换选粉机转子', assignee: cast.people.director.id, dueOn: '2026-12-10' },
  ];
  const body = await works.draft('principal', 'monthly-review', '2026-11-01', { decisions });
  const url = '/api/duties/monthly-review/records';
  const monthly = await story.submits('principal', url, body);
  const minutes = await paperText(story, 'principal', `/api/entries/${monthly.id}/paper.docx`);
  assertOrder(minutes, [
    ['每月工业产品质量安全调度会议纪要', '（2026年11月）', '会议日期', '2026年11月30日'],
    ['参会人员', '曾广源', '一、本月数据', '二、质量安全总监汇报要点'],
    ['三、当月质量安全情况小结', '四、下月重点工作安排', '五、调度决定'],
    ['更换选粉机转子', '谢慧敏', '2026年12月10日', '主要负责人：', '曾广源'],
  ]);
  const pdf = await download(story, 'principal', `/api/entries/${monthly.id}/paper.pdf`);
  assert.equal(pdf.type, 'application/pdf');
  assert.match(pdf.bytes.toString('latin1'), /<pdfaid:part>2</);

  // Who answers for cement in the county reads it too, the shop next door does not.
  await paperText(story, 'housing', `/api/entries/${monthly.id}/paper.docx`);
  for (const login of ['shopkeeper', 'neighbour', 'citizen']) {
    const { status } = await download(story, login, `/api/entries/${monthly.id}/paper.docx`);
    assert.equal(status, 404, login);
  }
});

test('a late record says why, a corrected one points to its correction', async () => {
  const story = new Story(service);
  const works = new WorksStory(story);
  story.on('2026-12-02', '17:00');
  const late = await works.daily('2026-12-01', {}, '网络中断，当日纸质记录');
  const first = await works.daily('2026-12-02');
  const day = await works.day('2026-12-02', { R01: '熟料堆场混入杂物' });
  const corrected = { ...day, corrects: first.id, reason: '漏记一项问题' };
  const second = await story.submits('officer', '/api/duties/daily-control/records', corrected);

  const text = await paperText(story, 'officer', `/api/entries/${late.id}/paper.docx`);
  assertOrder(text, ['每日工业产品质量安全检查记录', '（2026年12月1日）', '补录说明', '网络中断']);
  const old = await paperText(story, 'officer', `/api/entries/${first.id}/paper.docx`);
  assertOrder(old, [`本记录已被存证编号${second.id}的记录更正`]);
  assert.doesNotMatch(old, /补录说明/);
  const replaced = await paperText(story, 'officer', `/api/entries/${second.id}/paper.docx`);
  assertOrder(replaced, [
    ['（更正）', '更正说明', first.id, '漏记一项问题'],
    // The record keeps codes; the list of the day says what they are.
    ['检查项目', 'R01 原材料进厂：石灰石、熟料进厂检验', '发现问题', '熟料堆场混入杂物'],
    ['R03 出厂检验：水泥安定性、强度检验', '未发现问题', '附件清单'],
  ]);
  assert.match(replaced, /[0-9a-f]{64}/);
});

test('an order carries its number, its basis and, once in the log, its place there', async () => {
  const story = new Story(service);
  const check = new SpotCheckStory(story, cast);
  const matter = await check.notified();
  story.on('2026-10-09');
  await matter.does('organiser', 'settle', { conclusion: 'fail' });
  const order = await check.does(matter, 'handler', 'order');
  await story.isProved();
  const path = `/api/entries/${order.id}/paper.docx`;
  const { name, bytes } = await download(story, 'owner', path);
  assert.equal(name, '责令改正通知书-赣县区市场监督管理局-2026-10-09.docx');
  assertOrder(docxText(bytes), [
    ['赣县区市场监督管理局', '责令改正通知书', '责改2026-88'],
    ['办理事项', '产品质量监督抽查：延长线插座', '所涉单位', '赣县区城东电器行'],
    ['任务编号', '赣市监抽2026-0312', '产品名称', '延长线插座', '商标', '赣能', '规格型号', 'GN-'],
    ['产品标准', 'GB/T 2099.7-2015', '标称生产者名称', '赣州赣能电器有限公司'],
    ['生产日期或批号', '2026年5月', '检验结论告知书编号', '告知2026-0312'],
    ['组织监督抽查的市场监管部门', '赣州市市场监督管理局', '承检机构', '赣州市产品质量检验所'],
    '检验报告',
    ['检验报告编号', 'B2026-0312', '检验结论', '不合格', '不合格项目', '温升', '不合格'],
    ['改正要求', '停止销售并查明原因'],
    ['告知事项', '自责令之日起60日内（至2026年12月8日）改正', '第46条', '75日内组织复查'],
    ['复查合格前，不得恢复生产、销售', '60日内向赣县区人民政府申请行政复议', '6个月内'],
    '依据：《产品质量监督抽查管理暂行办法》第46条、《中华人民共和国产品质量法》第17条。',
    ['承办人：', '邓卫东', '账本序号', '第'],
  ]);

  // What passed is not among what failed.
  assert.doesNotMatch(docxText(bytes), /标志/);

  const dossier = `/api/proceedings/${matter.id}/dossier`;
  const file = await download(story, 'handler', `${dossier}.pdf`);
  assert.equal(file.name, '产品质量监督抽查案卷-赣县区市场监督管理局-2026-10-09.pdf');
  assertOrder(await paperText(story, 'handler', `${dossier}.docx`), [
    ['产品质量监督抽查案卷', '延长线插座', '当前状态', '已责令改正', '参加单位和人员'],
    ['一、办理经过', '下达监督抽查任务', '钟志远（承办人、信息发布人）', '责令改正'],
    ['二、办理时限', '改正期限', '2026-10-09', '2026-12-08', '进行中', '第46条、第55条'],
    ['三、产品质量监督抽查任务书', '检验报告', '温升', '超出12 K', '不合格'],
  ]);
  await matter.isHiddenFrom('neighbour');
  assert.equal((await download(story, 'neighbour', `${dossier}.pdf`)).status, 404);
});

test('sheet, report and notice of a check can be read without its file', async () => {
  const story = new Story(service);
  const check = new SpotCheckStory(story, cast);
  const matter = await check.notified();
  const sheet = await paperOf(story, 'owner', matter, 'take');
  assertSays(sheet, ['赣市监抽2026-0312', '赣能', 'GB/T 2099.7-2015', '赣州赣能电器有限公司']);
  // Both who came stand on it, and for whom and whither the sample goes.
  assertSays(sheet, ['孙立、何静', '赣州市抽样技术服务中心', '赣州市产品质量检验所', 'F-1', 'F-2']);
  assertSays(sheet, ['告知事项', '不得隐匿、转移、变卖、损毁'], ['不合格']);
  assertSays(await paperOf(story, 'organiser', matter, 'test'), ['赣能', '2026年5月', 'F-1']);
  const notice = await paperOf(story, 'maker', matter, 'notify');
  assertSays(notice, ['B2026-0312', '温升', '赣州赣能电器有限公司', '2026年5月'], ['标志']);
  assertSays(notice, [
    '自收到本告知书之日起15日内向本机关书面提出',
    '《产品质量监督抽查管理暂行办法》第36条',
    '收到复检通知之日起7日内办理手续',
    '应当立即停止生产、销售同一产品',
  ]);

  // What came later changes no paper: the objection of the maker is not in the notice, and is in the decision on it.
  story.on('2026-09-21');
  await check.does(matter, 'maker', 'objectProducer', {}, 'object');
  story.on('2026-09-22');
  await check.does(matter, 'organiser', 'decideObjection', {}, 'grant');
  assert.equal(await paperOf(story, 'maker', matter, 'notify'), notice);
  const decided = await paperOf(story, 'maker', matter, 'decideObjection');
  assertSays(decided, ['标称生产者的异议', '同批产品自检合格', '温升', '7日内办理复检手续']);

  // The file has each thing once: what papers recite is not said again there, what they tell is.
  const dossier = await paperText(story, 'handler', `/api/proceedings/${matter.id}/dossier.docx`);
  assert.equal(dossier.split('赣市监抽2026-0312').length, 2);
  assertSays(dossier, ['自收到本告知书之日起15日内向本机关书面提出']);
});

test('the paper of an unannounced check reaches nobody of the trade before the samplers', async () => {
  const story = new Story(service);
  const check = new SpotCheckStory(story, cast);
  story.on('2026-08-28');
  const matter = await check.assigned();
  const [assigned] = (await matter.seenBy('organiser')).timeline;
  const paper = `/api/entries/${assigned!.entry}/paper.pdf`;
  assert.equal((await download(story, 'organiser', paper)).status, 200);
  for (const login of ['owner', 'maker']) {
    assert.equal((await download(story, login, paper)).status, 404);
    const dossier = await download(story, login, `/api/proceedings/${matter.id}/dossier.pdf`);
    assert.equal(dossier.status, 404);
  }
});
