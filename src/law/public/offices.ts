import type { Role } from '#kernel/definition.ts';

const regulator = { kinds: ['market-regulator'] } as const;
const officers = ['case-officer', 'intake-officer'] as const;

/**
 * The offices that take in and handle what the public brings forward (Order 121, 13, 29, 41): one receives and sends on,
 * another handles, and whoever gave a matter back reads on what it had.
 * @param what is brought forward, e.g. 投诉.
 */
export function offices(what: string) {
  return {
    intake: {
      title: `统一接收${what}的机构`,
      ...regulator,
      posts: ['intake-officer'],
      fills: 'competent',
    },
    handler: {
      title: `处理${what}的市场监管部门`,
      ...regulator,
      posts: officers,
      fills: 'named',
      formerly: 'formerHandler',
    },
    formerHandler: {
      title: '曾承办的市场监管部门',
      ...regulator,
      posts: officers,
      fills: 'named',
    },
    head: {
      title: '处理部门负责人',
      ...regulator,
      posts: ['leader'],
      fills: 'named',
      sameAs: 'handler',
    },
  } as const satisfies Readonly<Record<string, Role>>;
}
