import { dishonestyListing } from '#law/regulator/dishonesty-listing.ts';
import { file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = {
  id: uuid(71),
  kind: 'market-regulator',
  level: 'county',
  region: 360_981,
} as const;
const city = { id: uuid(72), kind: 'market-regulator', level: 'city', region: 360_900 } as const;
const province = {
  id: uuid(73),
  kind: 'market-regulator',
  level: 'province',
  region: 360_000,
} as const;
const otherCity = { ...city, id: uuid(74), region: 360_700 } as const;
/** Whom it is about. */
export const firm = {
  id: uuid(75),
  kind: 'enterprise',
  name: '丰城某电缆厂',
  region: 360_981,
  productClasses: [],
  filledPosts: [],
} as const;

/** Who acts in the listing's tests. */
export const who = {
  officer: person('办案甲', ['case-officer'], county),
  reviewer: person('审核乙', ['reviewer'], county),
  publisher: person('公示丙', ['publisher'], county),
  head: person('县局长', ['leader'], county),
  city: person('市局长', ['leader'], city),
  otherCity: person('外市局长', ['leader'], otherCity),
  province: person('省局长', ['leader'], province),
  provinceOfficer: person('省局办案', ['case-officer'], province),
  firm: person('厂长', ['principal'], firm),
};

/** Forms filled in as the law wants them. */
export const forms = {
  open: {
    caseNumber: '丰市监案2026-1',
    level: 'county',
    ground: 'unsafe-or-fake-goods',
    heavier: 'fine',
    facts: '以不合格冒充合格',
    factors: '第二次',
    intent: 'not-disproved',
    noticed: 'separately',
  },
  notice: { number: '告1', content: '拟列入', servedOn: '2026-09-22', proof: [file] },
  ask: { superior: 'city', opinion: '拟列入', papers: [file] },
  agreed: { answer: 'agreed', reason: '同意' },
  reply: { statement: '不是故意', wantsHearing: false, evidence: [] },
  decide: {
    decision: 'list',
    number: '列1',
    penaltyNumber: '罚1',
    penaltyDecidedOn: '2026-10-12',
    measures: ['permits'],
    reason: '情节严重',
  },
  publish: { servedOn: '2026-10-13', proof: [file] },
  apply: {
    performed: true,
    remedied: true,
    noFurther: true,
    application: [file],
    qualification: [file],
    commitment: [file],
    performance: [file],
  },
  check: { performed: true, remedied: true, noFurther: true, record: '已核实', papers: [] },
  granted: { decision: 'granted', number: '移1', reason: '具备条件' },
  fall: { fall: 'penalty-revoked', number: '复1', revokedOn: '2026-11-02', papers: [file] },
};

/** Nothing has happened yet. */
export function start(): Play {
  return play({ procedure: dishonestyListing, subject: firm, region: 360_981 });
}

/** Proposed on 21 September 2026, notice served the day after. */
export function noticed(): Play {
  const matter = start();
  matter.does('open', who.officer, '2026-09-21', forms.open);
  matter.does('notice', who.officer, '2026-09-22', forms.notice);
  return matter;
}

/** Agreed above and listed on Monday 12 October 2026. */
export function listed(change: object = {}): Play {
  const matter = noticed();
  matter.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  matter.does('consent', who.city, '2026-09-24', forms.agreed);
  matter.does('decide', who.head, '2026-10-12', { ...forms.decide, ...change });
  return matter;
}

/** Published by the publisher two days later. */
export function published(): Play {
  const matter = listed();
  matter.does('publish', who.publisher, '2026-10-14', forms.publish);
  return matter;
}

/** Applied a year and a day after the listing, on Wednesday 13 October 2027, accepted the next day. */
export function checking(): Play {
  const matter = published();
  matter.does('apply', who.firm, '2027-10-13', forms.apply);
  matter.does('accept', who.officer, '2027-10-14', { outcome: 'accepted' });
  return matter;
}

/** Taken off early and no longer shown. */
export function removed(): Play {
  const matter = checking();
  matter.does('check', who.officer, '2027-10-15', forms.check);
  matter.does('decideRepair', who.head, '2027-10-18', forms.granted);
  matter.does('stopPublicity', who.publisher, '2027-10-19');
  return matter;
}
