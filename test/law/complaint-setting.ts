import type { Procedure } from '#kernel/definition.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import { complaint } from '#law/public/complaint.ts';
import { accountOf, file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = {
  id: uuid(41),
  kind: 'market-regulator',
  level: 'county',
  region: 360_481,
} as const;
const other = { id: uuid(42), kind: 'market-regulator', level: 'county', region: 360_481 } as const;
const shop = { id: uuid(43), kind: 'enterprise' } as const;
const association = { id: uuid(44), kind: 'association' } as const;

/** The office that handles, another office, and the association that mediates for it. */
export const houses = { county, other, association };

const shopFacts: OrganisationFacts = {
  ...shop,
  name: '瑞昌市安家电器店',
  region: 360_481,
  business: 'retail',
  productClasses: [],
  filledPosts: [],
};

/** Everybody who acts. */
export const who = {
  citizen: person('投诉人'),
  neighbour: person('邻居'),
  intake: person('受理员', ['intake-officer'], county),
  handler: person('承办人', ['case-officer'], county),
  head: person('局长', ['leader'], county),
  otherHead: person('别局局长', ['leader'], other),
  shop: person('电器店主', ['principal'], shop),
  mediator: person('消协调解员', [], association),
};

/** The form of every act, complete; a test changes what it needs. */
export const forms = {
  register: {
    channel: 'code',
    complainantName: '胡小兰',
    phone: '13900000000',
    address: '瑞昌市湓城街道',
    respondentName: '安家电器店',
    respondentAddress: '瑞昌市人民路1号',
    goods: '延长线插座',
    boughtOn: '2026-03-01',
    amount: '39.90',
    requests: ['refund', 'compensation'],
    facts: '使用两日后烧毁',
    evidence: [file],
    alsoReport: false,
  },
  dispatch: { handler: county.id, ground: 'business' },
  accept: { toldBy: 'message' },
  refuse: { ground: 'incompetent', reason: '不属于职责', routes: '诉讼', toldBy: 'message' },
  open: {
    way: 'present',
    mediators: [accountOf('承办人')],
    at: '2026-08-05T09:00:00+08:00',
    place: '市场监管所',
  },
  test: { laboratory: '省质检院', chosen: 'agreed', costAgreed: true },
  tested: { result: '温升超标', report: [file] },
  agree: { terms: '退款并赔偿一百元', paper: 'made', amount: '139.90', signed: [file] },
  tell: { complainantBy: 'message', respondentBy: 'message', routes: '诉讼、仲裁' },
  clue: { foundOn: '2026-09-28', facts: '无强制性产品认证', evidence: [], fileAsCase: false },
};

/** A complaint about the shop, not yet registered. */
export function start(procedure: Procedure = complaint): Play {
  return play({ procedure, subject: shopFacts, region: 360_481 });
}

/** Registered by the citizen, sent to the county and accepted on the day given. */
export function accepted(day: string, procedure: Procedure = complaint): Play {
  const matter = start(procedure);
  matter.does('register', who.citizen, day, forms.register);
  matter.does('dispatch', who.intake, day, forms.dispatch);
  matter.does('accept', who.handler, day, forms.accept);
  return matter;
}

/** The same, both sides willing, mediation opened. */
export function mediating(day: string, procedure: Procedure = complaint): Play {
  const matter = accepted(day, procedure);
  matter.does('consentComplainant', who.citizen, day, { answer: 'yes' });
  matter.does('consentRespondent', who.shop, day, { answer: 'yes' });
  matter.does('openMediation', who.handler, day, forms.open);
  return matter;
}
