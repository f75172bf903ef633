import type { ClauseId } from '#kernel/clause.ts';

/** Moment in the life of a product at which a department answers for it. */
export type Stage = 'produced' | 'sold' | 'imported-exported' | 'in-use';

/** Stages as they are shown. */
export const stages: Readonly<Record<Stage, string>> = {
  produced: '生产',
  sold: '销售',
  'imported-exported': '进出口',
  'in-use': '使用',
};

/** A body of government that answers for products; `bit` is stored in masks and never changes. */
export interface Department {
  readonly id: DepartmentId;
  readonly title: string;
  readonly bit: number;
}

/** A field of competence: which products, at which stages, by whom and on what basis. */
export interface Domain {
  readonly id: DomainId;
  /** Products in the words of the people who work with them. */
  readonly title: string;
  readonly department: DepartmentId;
  readonly stages: readonly Stage[];
  /** Where the product has to be or go for the department to answer; absent where it answers everywhere. */
  readonly place?: string;
  readonly clause: ClauseId;
}

const departmentTable = {
  'industry-information': ['工业和信息化', 0],
  'emergency-management': ['应急管理', 1],
  housing: ['住房和城乡建设', 2],
  education: ['教育', 3],
  'civil-affairs': ['民政', 4],
  'ecology-environment': ['生态环境', 5],
  transport: ['交通运输', 6],
  'water-resources': ['水利', 7],
  agriculture: ['农业农村', 8],
  commerce: ['商务', 9],
  'culture-tourism': ['文化和旅游', 10],
  customs: ['海关', 11],
  health: ['卫生健康', 12],
  'fire-rescue': ['消防救援', 13],
  police: ['公安', 14],
  'market-regulation': ['市场监管', 15],
} as const satisfies Record<string, readonly [title: string, bit: number]>;

export type DepartmentId = keyof typeof departmentTable;

/** The 14 departments with a product field of their own, then police and the market regulator. */
export const departments: readonly Department[] = Object.entries(departmentTable).map(
  ([id, [title, bit]]) => ({ id: id as DepartmentId, title: `${title}部门`, bit }),
);

const anywhere: readonly Stage[] = ['produced', 'sold', 'in-use'];

type DomainRow = Omit<Domain, 'id' | 'clause'> & { readonly clause?: ClauseId };

const domainTable = {
  'photovoltaic-electronics': {
    title: '光伏、电子信息产品',
    department: 'industry-information',
    stages: anywhere,
  },
  'protective-equipment': {
    title: '劳动防护用品、安全防护用品',
    department: 'emergency-management',
    stages: anywhere,
  },
  fireworks: { title: '烟花爆竹', department: 'emergency-management', stages: anywhere },
  'construction-site-materials': {
    title: '钢筋、水泥、混凝土（砂浆）、建筑保温材料',
    department: 'housing',
    stages: ['in-use'],
    place: '房屋建筑和市政工程施工现场',
  },
  'city-gas': { title: '城镇燃气及其器具', department: 'housing', stages: anywhere },
  'school-supplies': {
    title: '教学用具、校服',
    department: 'education',
    stages: ['in-use'],
    place: '学校',
  },
  'funeral-supplies': { title: '殡葬用品和设备', department: 'civil-affairs', stages: anywhere },
  'new-pollutants': {
    title: '新化学物质、含新污染物的产品',
    department: 'ecology-environment',
    stages: anywhere,
  },
  'road-waterway-products': {
    title: '公路水路建设、养护和运输用产品',
    department: 'transport',
    stages: ['in-use'],
    place: '公路水路建设、养护现场和运输市场',
  },
  'water-project-materials': {
    title: '水利工程主要原材料、中间产品',
    department: 'water-resources',
    stages: ['in-use'],
    place: '水利工程',
  },
  'agricultural-inputs': {
    title: '肥料、农药等农业生产资料',
    department: 'agriculture',
    stages: anywhere,
  },
  'fuel-distribution': { title: '流通环节的成品油', department: 'commerce', stages: ['sold'] },
  'cultural-creative-publishing': {
    title: '文创产品、出版物',
    department: 'culture-tourism',
    stages: anywhere,
  },
  'import-export': {
    title: '进出口产品',
    department: 'customs',
    stages: ['imported-exported'],
    place: '口岸和海关监管场所',
  },
  'hygiene-products': {
    title: '消毒产品、纸尿裤、卫生纸等卫生许可产品',
    department: 'health',
    stages: anywhere,
  },
  'fire-products-in-use': {
    title: '使用环节的消防产品',
    department: 'fire-rescue',
    stages: ['in-use'],
  },
  'general-quality': {
    title: '生产、销售环节的工业产品，以及没有其他部门负责的产品',
    department: 'market-regulation',
    stages: ['produced', 'sold'],
    clause: 'guidance/4.1',
  },
} as const satisfies Record<string, DomainRow>;

export type DomainId = keyof typeof domainTable;

/** The competence map of guidance 3.2. Police are absent: crimes are theirs, not a field of products. */
export const domains: readonly Domain[] = Object.entries<DomainRow>(domainTable).map(
  ([id, row]) => ({ clause: 'guidance/3.2', ...row, id: id as DomainId }),
);

const byId = new Map(departments.map((department) => [department.id as string, department]));
const domainById = new Map(domains.map((domain) => [domain.id as string, domain]));

/** @returns the department, or undefined where no such id exists. */
export function findDepartment(id: string): Department | undefined {
  return byId.get(id);
}

/** @returns the field of competence, or undefined where no such id exists. */
export function findDomain(id: string): Domain | undefined {
  return domainById.get(id);
}

/**
 * Packs departments into one integer, as rows and row policies keep them.
 * @throws Error where an id is unknown, so that a misspelt department never widens or narrows access.
 */
export function domainMask(ids: readonly string[]): number {
  return ids.reduce((mask, id) => {
    const department = findDepartment(id);
    if (!department) throw new Error(`department ${id} does not exist`);
    return mask | (1 << department.bit);
  }, 0);
}

/** @returns the departments of a mask in the order of their bits. */
export function departmentsInMask(mask: number): readonly Department[] {
  return departments.filter((department) => (mask & (1 << department.bit)) !== 0);
}
