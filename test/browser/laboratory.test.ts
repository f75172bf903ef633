import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { rules } from '../law/spot-check/books-setting.ts';
import { startServer } from '../service.ts';
import type { Story } from '../stories/case-file.ts';
import type { SpotCheckStory } from '../stories/spot-check-scene.ts';
import { sitDown } from './desk.ts';
import { freshShot } from './phone-scene.ts';
import { pick } from './pick.ts';
import { openSpotChecks } from './spot-checks.ts';
import { tellWhereItFailed } from './told.ts';

const service = await startServer({ after });
let browser: Browser;
let story: Story;
let check: SpotCheckStory;

before(async () => {
  ({ browser, story, check } = await openSpotChecks(service));
});
after(() => browser.close());
tellWhereItFailed(() => browser);

test('the laboratory types what it measured; verdicts and conclusion come from the published limits', async () => {
  story.on('2026-08-28');
  const { sample, items } = rules;
  const matter = await check.assigned({ sample, items });
  story.on('2026-09-01');
  await check.does(matter, 'sampler', 'present');
  await check.does(matter, 'sampler', 'take');
  const handed = { sample: 'test', seal: 'F-1', to: 'laboratory', receiver: '邱丽华' };
  await matter.does('sampler', 'handOver', {
    ...handed,
    way: 'carry',
    sealState: 'intact',
    evidence: [],
  });
  story.on('2026-09-03');
  await check.does(matter, 'technician', 'receive');
  await check.does(matter, 'technician', 'verify');
  const path = `/app/spot-checks/${matter.id}`;
  const page = await sitDown(browser, service, { login: 'technician', path });
  await page.getByRole('heading', { name: '样品和封条' }).waitFor();
  await page.getByText('交承检机构').waitFor();
  await page.getByRole('button', { name: '检验并出具报告' }).click();
  await page.getByLabel('温升实测值').fill('45.4');
  await page.getByLabel('标志实测值').fill('符合');
  const row = page.getByRole('row', { name: /温升/ }).last();
  await row.getByText('不合格').waitFor();
  await page.getByText('检验结论：').getByText('不合格').waitFor();
  await page.getByLabel('检验报告编号').fill('B2026-9');
  await pick(page, '检验人员', /^邱丽华/);
  await page.keyboard.press('Escape');
  await page.getByLabel('检验费用').fill('860.00');
  await page
    .getByLabel('检验报告', { exact: true })
    .last()
    .setInputFiles(await freshShot(page, 31));
  await page.getByRole('button', { name: '移除第1个文件' }).waitFor();
  await pick(page, '授权签字人', /^廖明远/);
  await page.getByRole('button', { name: '检验并出具报告' }).last().click();
  await page.getByRole('heading', { name: '初检结果' }).waitFor();
  const { timeline, state } = await matter.seenBy('organiser');
  assert.equal(state, 'tested');
  const { conclusion, items: results } = timeline.at(-1)!.input;
  assert.equal(conclusion, 'fail');
  assert.deepEqual(
    (results as { requirement: string; verdict: string }[]).map((one) => [
      one.requirement,
      one.verdict,
    ]),
    [
      ['≤45 K', 'fail'],
      ['符合要求', 'pass'],
    ],
  );
  await page.context().close();
});
