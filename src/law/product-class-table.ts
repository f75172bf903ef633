import type { DomainId } from './departments.ts';

/** One row of the seed; an absent `licence` or `ccc` means no. */
export interface ProductClassRow {
  readonly title: string;
  /** Row in the national catalogue of key products, 2026 edition; absent where it has none. */
  readonly row?: number;
  readonly licence?: true;
  readonly ccc?: true;
  /** Whether a mandatory standard protects life, health or property; absent: yes under ccc, else not known. */
  readonly standard?: boolean | 'unknown';
  readonly risk: 'high' | 'medium' | 'low';
  readonly domains?: readonly DomainId[];
}

const pv = 'photovoltaic-electronics';
const site = 'construction-site-materials';
const road = 'road-waterway-products';
const water = 'water-project-materials';
const pollutants = 'new-pollutants';
const farm = 'agricultural-inputs';
const hygiene = 'hygiene-products';
const culture = 'cultural-creative-publishing';
const fire = 'fire-products-in-use';
const gas = 'city-gas';
const school = 'school-supplies';
const protective = 'protective-equipment';
const funeral = 'funeral-supplies';
const fuel = 'fuel-distribution';

/**
 * Product classes by group. Licence, certification, standard and risk are SEED DATA (待核对): the copy of
 * the 2026 catalogue they come from is second-hand. The official list is imported over them.
 */
export const productClassTable: Readonly<
  Record<string, Readonly<Record<string, ProductClassRow>>>
> = {
  家用电器及电器附件: {
    'electric-rice-cooker': { title: '电饭锅', row: 4, ccc: true, risk: 'high' },
    'storage-water-heater': { title: '电热水器', row: 9, ccc: true, risk: 'medium' },
    'electric-kettle': { title: '电水壶', row: 10, ccc: true, risk: 'medium' },
    'room-heater': { title: '室内加热器', row: 20, ccc: true, risk: 'high' },
    'electric-fan': { title: '电风扇', row: 25, ccc: true, risk: 'high' },
    'electric-blanket': { title: '电热毯、电热垫', row: 27, ccc: true, risk: 'high' },
    'plug-socket': { title: '插头插座', row: 32, ccc: true, risk: 'medium' },
    'extension-socket': { title: '延长线插座', row: 40, ccc: true, risk: 'high' },
  },
  家具及建筑装饰装修材料: {
    'wood-furniture': { title: '木家具', row: 67, standard: true, risk: 'medium' },
    'upholstered-furniture': { title: '软体家具', row: 70, standard: true, risk: 'medium' },
    'fixed-luminaire': { title: '固定式灯具', row: 74, ccc: true, risk: 'high' },
    'security-door': { title: '防盗安全门', row: 76, standard: true, risk: 'medium' },
    plywood: { title: '胶合板', row: 78, licence: true, standard: true, risk: 'medium' },
    blockboard: { title: '细木工板', row: 78, licence: true, standard: true, risk: 'medium' },
    'interior-wall-coating': {
      title: '内墙涂料',
      row: 79,
      ccc: true,
      risk: 'high',
      domains: [pollutants],
    },
    'manufactured-sand': { title: '机制砂', row: 98, risk: 'high', domains: [road, water] },
    'water-supply-pipe': { title: 'PVC-U管材及管件', row: 106, risk: 'medium', domains: [water] },
    'ceramic-tile': { title: '陶瓷砖', row: 109, ccc: true, risk: 'low' },
  },
  电子及信息技术产品: {
    laptop: { title: '便携式计算机', row: 115, ccc: true, risk: 'medium', domains: [pv] },
    'mobile-phone': {
      title: '移动用户终端（手机）',
      row: 121,
      ccc: true,
      risk: 'medium',
      domains: [pv, pollutants],
    },
    'power-adapter': { title: '电源适配器', row: 122, ccc: true, risk: 'medium', domains: [pv] },
    'power-bank': { title: '移动电源', row: 123, ccc: true, risk: 'medium', domains: [pv] },
    'portable-energy-storage': {
      title: '便携式储能电源',
      row: 124,
      ccc: true,
      standard: 'unknown',
      risk: 'medium',
      domains: [pv],
    },
    'banknote-detector': {
      title: '人民币鉴别仪',
      row: 127,
      licence: true,
      risk: 'medium',
      domains: [pv],
    },
  },
  交通用具及相关产品: {
    'rider-helmet': { title: '乘员头盔', row: 132, ccc: true, risk: 'high' },
    'electric-bicycle': { title: '电动自行车', row: 134, ccc: true, risk: 'high' },
    'bicycle-charger': { title: '电动自行车充电器', row: 135, ccc: true, risk: 'high' },
    'traction-battery': { title: '动力电池', row: 137, ccc: true, risk: 'high' },
    'charging-pile': {
      title: '电动汽车充电桩',
      row: 139,
      ccc: true,
      standard: 'unknown',
      risk: 'high',
    },
    'brake-lining': {
      title: '制动器衬片',
      row: 143,
      ccc: true,
      standard: 'unknown',
      risk: 'medium',
      domains: [road],
    },
    'motor-gasoline': {
      title: '车用汽油',
      row: 146,
      licence: true,
      standard: true,
      risk: 'medium',
      domains: [fuel],
    },
    'motor-diesel': {
      title: '车用柴油',
      row: 146,
      standard: true,
      risk: 'medium',
      domains: [fuel],
    },
  },
  儿童用品: {
    'child-restraint': { title: '儿童安全座椅', row: 162, ccc: true, risk: 'medium' },
    'student-stationery': {
      title: '学生文具',
      row: 164,
      standard: true,
      risk: 'high',
      domains: [pollutants],
    },
    'baby-carriage': { title: '童车', row: 168, ccc: true, risk: 'high' },
    toy: { title: '玩具', row: 169, ccc: true, risk: 'high', domains: [pollutants] },
    'childrens-clothing': { title: '儿童及婴幼儿服装', row: 175, standard: true, risk: 'high' },
    'school-uniform': {
      title: '中小学生校服',
      row: 177,
      standard: true,
      risk: 'medium',
      domains: [school],
    },
    'childrens-watch': {
      title: '儿童智能手表',
      row: 179,
      ccc: true,
      standard: 'unknown',
      risk: 'high',
      domains: [pv, pollutants],
    },
  },
  食品相关产品: {
    'food-plastic-packaging': {
      title: '食品用塑料包装、容器、工具',
      row: 190,
      licence: true,
      standard: true,
      risk: 'medium',
      domains: [pollutants],
    },
    'food-paper-packaging': {
      title: '食品用纸包装、容器',
      row: 191,
      licence: true,
      standard: true,
      risk: 'high',
    },
    'food-ceramic-ware': { title: '食品用陶瓷制品', row: 195, standard: true, risk: 'medium' },
    'food-detergent': {
      title: '食品用洗涤剂',
      row: 203,
      licence: true,
      standard: true,
      risk: 'medium',
    },
  },
  服装鞋帽及家用纺织品: {
    bedding: { title: '床上用品', row: 206, standard: true, risk: 'medium' },
    'down-product': { title: '羽绒制品', row: 208, standard: true, risk: 'medium' },
    'leather-shoe': { title: '皮鞋', row: 213, standard: false, risk: 'high' },
  },
  燃气器具及配件产品: {
    'gas-stove': { title: '家用燃气灶', row: 215, ccc: true, risk: 'high', domains: [gas] },
    'gas-water-heater': {
      title: '燃气快速热水器',
      row: 216,
      ccc: true,
      risk: 'medium',
      domains: [gas],
    },
    'gas-cylinder-regulator': {
      title: '瓶装液化石油气调压器',
      row: 218,
      licence: true,
      standard: true,
      risk: 'medium',
      domains: [gas],
    },
    'gas-hose': { title: '燃气连接软管', row: 219, ccc: true, risk: 'medium', domains: [gas] },
    'gas-detector': {
      title: '可燃气体探测器',
      row: 224,
      ccc: true,
      risk: 'high',
      domains: [gas, fire],
    },
  },
  老年人用品: {
    'reading-glasses': { title: '老视成镜', row: 227, risk: 'medium' },
    'elderly-shoe': { title: '老人鞋', row: 230, standard: false, risk: 'medium' },
  },
  日用杂品: {
    firework: { title: '烟花爆竹', row: 235, standard: true, risk: 'high', domains: ['fireworks'] },
    'plastic-bag': {
      title: '塑料购物袋',
      row: 236,
      standard: true,
      risk: 'medium',
      domains: [pollutants],
    },
    'disposable-mask': { title: '非医用随弃式口罩', row: 237, risk: 'medium' },
    'protective-clothing': {
      title: '防护服装',
      row: 252,
      standard: true,
      risk: 'low',
      domains: [protective],
    },
    'protective-glove': {
      title: '防护手套',
      row: 253,
      standard: true,
      risk: 'low',
      domains: [protective],
    },
  },
  文教体育用品: {
    'balance-scooter': { title: '电动平衡车', row: 259, risk: 'medium' },
    'campus-track-material': {
      title: '校园跑道原材料',
      row: 261,
      standard: true,
      risk: 'low',
      domains: [school],
    },
  },
  工业生产资料: {
    'insulation-material': { title: '外墙保温材料', row: 262, risk: 'medium', domains: [site] },
    'hot-rolled-rebar': {
      title: '钢筋混凝土用热轧钢筋',
      row: 270,
      licence: true,
      standard: true,
      risk: 'medium',
      domains: [site, road, water],
    },
    'cold-rolled-rebar': {
      title: '冷轧带肋钢筋',
      row: 271,
      licence: true,
      risk: 'high',
      domains: [site, road],
    },
    cement: {
      title: '水泥',
      row: 275,
      licence: true,
      standard: true,
      risk: 'high',
      domains: [site, road, water],
    },
    'hazardous-chemical': {
      title: '危险化学品（许可证管理）',
      row: 276,
      licence: true,
      risk: 'high',
      domains: [pollutants],
    },
    'fire-extinguisher': {
      title: '手提式灭火器',
      row: 279,
      ccc: true,
      risk: 'high',
      domains: [fire],
    },
    'fire-door': { title: '防火门', row: 279, ccc: true, risk: 'high', domains: [fire] },
    'pv-module': { title: '光伏组件', row: 283, standard: false, risk: 'medium', domains: [pv] },
    'pv-inverter': {
      title: '光伏并网逆变器',
      row: 284,
      standard: false,
      risk: 'medium',
      domains: [pv],
    },
    'steel-wire-rope': { title: '钢丝绳', row: 286, licence: true, risk: 'high' },
    'wire-and-cable': { title: '电线电缆', row: 288, licence: true, standard: true, risk: 'high' },
    'safety-helmet': {
      title: '安全帽',
      row: 289,
      licence: true,
      standard: true,
      risk: 'high',
      domains: [protective],
    },
    'liquefied-petroleum-gas': {
      title: '液化石油气',
      row: 309,
      licence: true,
      standard: true,
      risk: 'high',
      domains: [gas],
    },
  },
  农业生产资料: {
    'farm-film': { title: '农用薄膜', row: 312, standard: true, risk: 'medium', domains: [farm] },
    'compound-fertiliser': {
      title: '复肥',
      row: 314,
      licence: true,
      risk: 'high',
      domains: [farm],
    },
    'phosphate-fertiliser': {
      title: '磷肥',
      row: 315,
      licence: true,
      risk: 'high',
      domains: [farm],
    },
    'plant-protection-machine': { title: '植物保护机械', row: 316, risk: 'high', domains: [farm] },
    urea: { title: '农业用尿素', row: 318, risk: 'high', domains: [farm] },
    pesticide: { title: '农药', risk: 'high', domains: [farm] },
  },
  其他行业主管领域产品: {
    'ready-mixed-concrete': { title: '预拌混凝土（砂浆）', risk: 'medium', domains: [site] },
    'road-marking-paint': { title: '道路标线涂料', risk: 'medium', domains: [road] },
    'water-stop': { title: '水利工程止水带', risk: 'medium', domains: [water] },
    'teaching-aid': { title: '教学用具', risk: 'medium', domains: [school] },
    'funeral-article': { title: '殡葬用品', risk: 'low', domains: [funeral] },
    'cremation-equipment': { title: '火化设备', risk: 'medium', domains: [funeral] },
    'new-chemical': { title: '新化学物质', risk: 'high', domains: [pollutants] },
    disinfectant: { title: '消毒产品', standard: true, risk: 'high', domains: [hygiene] },
    diaper: { title: '纸尿裤', standard: true, risk: 'medium', domains: [hygiene] },
    'toilet-paper': { title: '卫生纸', standard: true, risk: 'low', domains: [hygiene] },
    'cultural-article': { title: '文创产品', risk: 'low', domains: [culture] },
    publication: { title: '出版物及印刷品', risk: 'low', domains: [culture] },
    'imported-goods': { title: '进口消费品', risk: 'medium', domains: ['import-export'] },
  },
};
