import type { OrganisationFacts } from '#kernel/organisation.ts';
import { accountOf, file, person, uuid } from './play.ts';

const county = { kind: 'market-regulator', level: 'county', region: 360_704 } as const;
const bureau = { id: uuid(81), ...county };
const neighbour = { id: uuid(82), ...county, region: 360_703 };
const province = {
  id: uuid(83),
  kind: 'market-regulator',
  level: 'province',
  region: 360_000,
} as const;

/** The works that the tests of licences and certificates are about. */
export const works: OrganisationFacts = {
  id: uuid(84),
  kind: 'enterprise',
  name: '赣州贡江水泥有限公司',
  region: 360_704,
  business: 'producer',
  productClasses: [],
  filledPosts: ['principal'],
};

/** Who acts. */
export const who = {
  granter: person('许甲', ['case-officer'], province),
  second: person('许乙', ['case-officer'], province),
  head: person('许丙', ['leader'], province),
  inspector: person('县甲', ['case-officer'], bureau),
  colleague: person('县乙', ['case-officer'], bureau),
  neighbour: person('邻甲', ['case-officer'], neighbour),
  principal: person('厂长', ['principal'], { ...works, region: works.region }),
};

/** What the licence of the works says. */
export const licence = {
  number: 'XK08-001-00001',
  classes: ['cement'],
  units: [{ unit: '通用硅酸盐水泥', scope: 'P·O 42.5' }],
  site: '赣县区工业园',
  validFrom: '2025-12-01',
  validUntil: '2030-11-30',
  issuer: '江西省市场监督管理局',
  paper: [file],
};

/** What the compulsory certificate of the works says. */
export const certificate = {
  ...licence,
  number: '2025010101123456',
  classes: ['electric-kettle'],
  issuer: '中国质量认证中心',
  applicant: works.name,
  manufacturer: works.name,
  standards: 'GB 4706.1',
  statusUrl: 'www.cqc.example',
};

/** The yearly report. */
export const report = (year: number) => ({
  year,
  conditions: '保持',
  changes: '无',
  production: '正常',
  marks: '规范',
  inspections: '无',
  papers: [],
});

/** A conditions check by two, with what it led to. */
export const check = (own: object = {}) => ({
  inspectors: [who.inspector.account, accountOf('县乙')],
  checkedOn: '2026-11-23',
  findings: [{ item: '出厂检验设备', result: 'met' }],
  outcome: 'kept',
  record: [file],
  ...own,
});

/** What a decision of the authority carries. */
export const decided = { decisionNumber: '赣市监〔2026〕1号', facts: '查明属实', paper: [file] };
