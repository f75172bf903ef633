import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#kernel/decide.ts';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import { law } from '#law/all.ts';
import { officePost } from '#law/office/office-post.ts';
import { officeKinds, postsOf } from '#law/office/posts.ts';
import { accounts, calendar, defectsOf, regulator } from './enterprise-setting.ts';

const now = '2026-11-20T01:00:00Z';

function keep(kind: OrganisationKind, own: object, posts: readonly Post[] = ['administrator']) {
  const actor: Actor = {
    account: accounts.principal,
    organisation: regulator,
    kind,
    posts,
    lapsed: [],
    covers: { lo: 360_721, hi: 360_721 },
  };
  const facts = {
    organisation: {
      id: regulator,
      kind,
      name: '',
      region: 360_721,
      productClasses: [],
      filledPosts: [],
    },
    now,
    today: '2026-11-20',
    calendar,
    actor,
    records: {},
    products: new Map(),
    lots: [],
  };
  const input = {
    person: accounts.worker,
    change: 'assign',
    post: 'reviewer',
    on: '2026-11-23',
    document: [],
    ...own,
  };
  return decideRecord(officePost, facts as never, actor, input);
}

const sentenceOf = (answer: ReturnType<typeof keep>) => (answer.ok ? '' : answer.sentence);

test('the definition is sound', () => assert.deepEqual(defectsOf(officePost), []));

test('a post is given from a day, and taken again', () => {
  const given = keep('police', { post: 'police-officer' });
  assert.ok(given.ok, sentenceOf(given));
  assert.deepEqual(given.effects[0], {
    do: 'appoint',
    account: accounts.worker,
    post: 'police-officer',
    from: '2026-11-23',
  });
  const taken = keep('police', { change: 'end', post: 'police-officer' });
  assert.ok(taken.ok, sentenceOf(taken));
  assert.deepEqual(taken.effects[0], {
    do: 'dismiss',
    account: accounts.worker,
    post: 'police-officer',
    on: '2026-11-23',
  });
});

test('nobody gives or takes a post of his own', () => {
  for (const change of ['assign', 'end']) {
    const own = keep('customs', { person: accounts.principal, change });
    assert.match(sentenceOf(own), /不能为自己任免岗位/);
  }
});

test('an office gives its own posts alone, and only those who may', () => {
  assert.match(
    sentenceOf(keep('laboratory', { post: 'police-officer' })),
    /没有“民警”岗位.*授权签字人/,
  );
  assert.match(sentenceOf(keep('association', { post: 'case-officer' })), /没有“承办人”岗位/);
  assert.equal(keep('enterprise', {}).ok, false);
  assert.equal(keep('police', { post: 'police-officer' }, ['police-officer']).ok, false);
});

test('a market regulator’s case officer has a certificate, and the post ends with it', () => {
  const bare = keep('market-regulator', { post: 'case-officer' });
  assert.match(sentenceOf(bare), /执法证件/);
  assert.deepEqual(bare.ok ? [] : bare.basis, ['order-2/22']);
  const shown = { post: 'case-officer', certificate: '赣01-1', until: '2028-12-31' };
  const given = keep('market-regulator', shown);
  assert.ok(given.ok, sentenceOf(given));
  assert.equal(given.effects[0]?.do === 'appoint' && given.effects[0].until, '2028-12-31');
  const over = keep('market-regulator', { ...shown, until: '2026-11-22' });
  assert.match(sentenceOf(over), /已经届满/);
});

test('whoever a definition gives work to in an office can be put into that post there', () => {
  const lacking: string[] = [];
  for (const { id, keeper } of law.books) {
    for (const kind of keeper.kinds.filter((one) => officeKinds.some((office) => office === one))) {
      const posts = keeper.posts ?? [];
      if (posts.length > 0 && !posts.some((post) => postsOf(kind).includes(post)))
        lacking.push(`${id}: ${kind}`);
    }
  }
  for (const { id, roles, acts } of law.procedures) {
    for (const act of Object.values(acts)) {
      for (const role of [act.by].flat()) {
        const seat = typeof role === 'string' ? roles[role] : undefined;
        for (const kind of seat?.kinds ?? []) {
          if (!officeKinds.some((office) => office === kind)) continue;
          const posts = seat?.posts ?? [];
          if (posts.length > 0 && !posts.some((post) => postsOf(kind).includes(post)))
            lacking.push(`${id}: ${kind}`);
        }
      }
    }
  }
  assert.deepEqual(lacking, []);
});
