import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { posts } from '#kernel/party.ts';
import type { Post } from '#kernel/party.ts';
import { officeKinds, officePostTitles, postsOf } from './posts.ts';

/** Offices whose case officers investigate and show a certificate of law enforcement when they do. */
const showsCertificate = ['market-regulator'];

/**
 * 岗位任免: who takes up or leaves a post of an office, a laboratory or an association. Acts are done by posts and decided by
 * other posts, so nobody gives himself one: not even whoever looks after the accounts.
 */
export const officePost = defineBook({
  id: 'office-post',
  title: '工作岗位任免记录',
  basis: ['guidance/5.1', 'order-2/19', 'order-2/22', 'order-2/50', 'order-18/16', 'order-18/32'],
  inForce: { from: '2021-07-15' },
  party: 'regulator',
  keeper: { kinds: officeKinds, posts: ['leader', 'administrator'] },
  holds: 'list',
  retention: {
    years: 5,
    policy: '岗位任免决定各项行为由谁作出，平台规则与所办事项一并保存五年。',
  },
  form: field.form({
    person: field.person('人员', []),
    change: field.choice('任免', { assign: '任职', end: '免职' }),
    post: field.choice('岗位', officePostTitles as Readonly<Record<string, string>>),
    on: field.date('任免日期'),
    certificate: field.optional(
      field.text('执法证件编号', { max: 40, hint: '市场监管部门的承办人须持有行政执法证件。' }),
    ),
    until: field.optional(
      field.date('证件或者授权有效期至', { hint: '届满后岗位自动失效，换证后重新任职。' }),
    ),
    document: field.files('任免文件、证件'),
    note: field.optional(field.longText('说明')),
  }),
  when: ({ actor, organisation }, { person, change, post, on, certificate, until }) => {
    if (person === actor.account)
      return '不能为自己任免岗位，请由本单位其他负责人或者系统管理员办理。';
    const own = postsOf(organisation.kind);
    if (!own.includes(post as Post)) {
      return `本单位没有“${posts[post as Post]}”岗位，可以任免的岗位：${own.map((one) => posts[one]).join('、')}。`;
    }
    if (change === 'end') return undefined;
    if (until !== undefined && until < on) return '证件或者授权在任职日期之前已经届满。';
    const needs = post === 'case-officer' && showsCertificate.includes(organisation.kind);
    return needs && (certificate === undefined || until === undefined)
      ? {
          sentence: '市场监管部门的承办人调查时须出示执法证件，请填写证件编号和有效期。',
          basis: ['order-2/22'],
        }
      : undefined;
  },
  then: (_facts, { person, change, post, on, until }) => {
    const title = posts[post as Post];
    return change === 'assign'
      ? [
          {
            do: 'appoint',
            account: person,
            post: post as Post,
            from: on,
            ...(until === undefined ? {} : { until }),
          },
          { do: 'notify', to: { account: person }, title: `您自${on}起担任${title}` },
        ]
      : [
          { do: 'dismiss', account: person, post: post as Post, on },
          { do: 'notify', to: { account: person }, title: `您自${on}起不再担任${title}` },
        ];
  },
});
