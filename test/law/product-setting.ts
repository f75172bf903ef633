import type { OrganisationFacts, ProductClassFacts } from '#kernel/organisation.ts';
import type { StandardFacts } from '#kernel/product/standard.ts';
import { file, person, uuid } from './play.ts';

const cementClass: ProductClassFacts = {
  id: 'cement',
  title: '水泥',
  licence: true,
  ccc: false,
  mandatoryStandard: true,
  risk: 'high',
};
const furnitureClass: ProductClassFacts = {
  id: 'wood-furniture',
  title: '木制家具',
  licence: false,
  ccc: false,
  mandatoryStandard: true,
  risk: 'medium',
};
const kettleClass: ProductClassFacts = {
  id: 'electric-kettle',
  title: '电水壶',
  licence: false,
  ccc: true,
  mandatoryStandard: true,
  risk: 'medium',
};

/** The works that the tests of products are about. */
export const works: OrganisationFacts = {
  id: uuid(91),
  kind: 'enterprise',
  name: '赣州贡江水泥有限公司',
  region: 360_704,
  business: 'producer',
  productClasses: [cementClass, furnitureClass, kettleClass],
  filledPosts: ['principal'],
};

/** Who acts. */
export const who = {
  principal: person('厂长', ['principal'], works),
  officer: person('安全员', ['quality-safety-officer'], works),
  stranger: person('邻厂', ['principal'], { ...works, id: uuid(92) }),
  inspector: person('县甲', ['case-officer'], {
    id: uuid(93),
    kind: 'market-regulator',
    level: 'county',
    region: 360_704,
  }),
};

const standard = (own: Partial<StandardFacts> & Pick<StandardFacts, 'number'>): StandardFacts => ({
  title: '通用硅酸盐水泥',
  level: 'national',
  nature: 'mandatory',
  from: '2008-06-01',
  classes: ['cement'],
  replacedBy: [],
  ...own,
});

/** The register of the tests: a chain whose last link holds from 2026-12-01. */
export const standards = {
  old: standard({ number: 'GB 175-2007', replacedBy: ['GB 175-2026'], lapsesOn: '2026-12-01' }),
  next: standard({ number: 'GB 175-2026', from: '2026-12-01' }),
  test: standard({
    number: 'GB/T 17671-2021',
    title: '水泥胶砂强度检验方法',
    nature: 'recommended',
    from: '2022-07-01',
    classes: [],
  }),
};

/** A cement of the works, which executes the old standard. */
export const cement = {
  name: '普通硅酸盐水泥',
  model: 'P·O 42.5',
  brand: '贡江',
  productClass: 'cement',
  origin: '江西赣州',
  code: '6901234567892',
  mode: 'own',
  standards: [standards.old.number],
};

/** What the enterprise declares of its own standard. */
export const declaration = {
  ownStandard: {
    title: '低热水泥',
    compared: [standards.test.number],
    indicators: [
      {
        item: '28天抗压强度',
        kind: 'performance',
        requirement: '≥42.5 MPa',
        method: 'GB/T 17671-2021',
        level: 'lower',
      },
    ],
  },
  truthful: true,
};

/** A label sheet on which all is in order for cement. */
export const sheet = (own: object = {}, items: object = {}) => ({
  checkedOn: '2026-11-23',
  items: {
    conformity: 'met',
    maker: 'met',
    specification: 'met',
    dates: 'met',
    warning: 'none',
    hazardous: 'none',
    standard: 'met',
    origin: 'met',
    licence: 'met',
    ccc: 'none',
    ...items,
  },
  markNumber: 'XK08-001-00001',
  verdict: 'passed',
  photos: [file],
  ...own,
});
