import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decide } from '#kernel/decide.ts';
import type { Actor } from '#kernel/decide.ts';
import { divisionRange } from '#law/divisions.ts';
import { loadProceeding } from '#server/reading/load-proceeding.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { organisationFacts } from '#server/reading/organisation-facts.ts';
import type { Problem } from '#server/problem.ts';
import type { OrganisationSeed } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from '../stories/case-file.ts';
import type { Matter } from '../stories/case-file.ts';
import { spotCheckCast, SpotCheckStory } from '../stories/spot-check-scene.ts';
import type { SpotCheckCast } from '../stories/spot-check-scene.ts';

const service = await startServer({ after });
const { context } = service;
const story = new Story(service);
let cast: SpotCheckCast;
let check: SpotCheckStory;
before(async () => {
  cast = await spotCheckCast(context.database);
  check = new SpotCheckStory(story, cast);
});

/** No form has it: whoever is admitted is told so, and nothing changes. */
const input = { unheardOf: true };

/** The kernel's answer to an act, from the case as it lies in the database and the person as the register has him. */
async function kernelSays(matter: Matter, login: keyof SpotCheckCast['people'], act: string) {
  return context.database.asSystem('sweep', async (tx) => {
    const loaded = await loadProceeding(tx, context.law, matter.id);
    assert.ok(loaded);
    const subject = await organisationFacts(tx, loaded.organisation!, '2026-09-01').catch(
      () => undefined,
    );
    const answer = decide({
      procedure: loaded.procedure,
      snapshot: loaded.snapshot,
      act,
      actor: actorOf(login),
      input,
      subject: subject?.facts,
      region: loaded.region,
      now: context.now(),
      calendar: context.law.calendar,
    });
    assert.ok(!answer.ok);
    return answer.code;
  });
}

function actorOf(login: keyof SpotCheckCast['people']): Actor {
  const { id, posts = [], organisation } = cast.people[login];
  const house = organisation as (OrganisationSeed & { id: string }) | undefined;
  if (house === undefined) return { account: id, posts, lapsed: [], covers: { lo: 1, hi: 0 } };
  return {
    account: id,
    organisation: house.id,
    kind: house.kind,
    posts,
    lapsed: [],
    covers: divisionRange(house.region),
    ...(house.level === undefined ? {} : { level: house.level }),
  };
}

async function serverSays(matter: Matter, login: string, act: string) {
  const client = await story.as(login);
  const id = newEntryId(context.now());
  const url = `/api/proceedings/${matter.id}/acts/${act}`;
  const { body } = await client.post<Problem>(url, { id, input });
  return body.code;
}

/**
 * Tries the acts as everybody: a fifth of them each, so that together they try them all several times.
 * @returns how often the server knew the case and agreed.
 */
async function compare(matter: Matter, unseenBy: readonly string[]): Promise<number> {
  const acts = Object.keys(context.law.procedure('spot-check', '2026-09-01')!.acts);
  let agreed = 0;
  const logins = Object.keys(cast.people) as (keyof SpotCheckCast['people'])[];
  for (const [at, login] of logins.entries()) {
    for (const act of acts.filter((_, index) => (index + at) % 5 === 0)) {
      const said = await serverSays(matter, login, act);
      if (unseenBy.includes(login)) {
        assert.equal(said, 'not-found', `${login} ${act}`);
        continue;
      }
      assert.equal(said, await kernelSays(matter, login, act), `${login} ${act}`);
      agreed += 1;
    }
  }
  return agreed;
}

const strangers = [
  'neighbour',
  'retester',
  'citizen',
  'principal',
  'director',
  'officer',
  'shopkeeper',
];

test('whoever asks for whichever act: the server answers as the kernel decides', async () => {
  story.on('2026-08-28');
  const matter = await check.assigned();
  story.on('2026-09-01');
  // Unannounced: to the parties it does not exist, whatever they ask for; housing has no part in sockets.
  const unseen = [...strangers, 'housing', 'owner', 'maker', 'platform'];
  assert.ok((await compare(matter, unseen)) > 70);
});

test('the same when the samplers stand in the shop and the parties know', async () => {
  story.on('2026-08-28');
  const matter = await check.assigned();
  story.on('2026-09-01');
  await check.does(matter, 'sampler', 'present');
  const unseen = [...strangers, 'housing', 'platform'];
  assert.ok((await compare(matter, unseen)) > 90);
});
