import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { webFolder } from '#server/pages/routes.ts';
import type { Service } from '../service.ts';
import { Story } from '../stories/case-file.ts';
import { spotCheckCast, SpotCheckStory } from '../stories/spot-check-scene.ts';
import { launchBrowser } from './launch.ts';

/** Everybody of a spot check on a service, and a browser for them; whoever opens it closes it. */
export async function openSpotChecks(
  service: Service,
): Promise<{ readonly browser: Browser; readonly story: Story; readonly check: SpotCheckStory }> {
  assert.ok(existsSync(join(webFolder, 'workbench/index.html')), 'run `npm run build` first');
  const story = new Story(service);
  const check = new SpotCheckStory(story, await spotCheckCast(service.context.database));
  return { browser: await launchBrowser(), story, check };
}
