import { demoOrganisation } from '../../firms.ts';
import type { CheckPlan } from './check.ts';

/** A table at a shop of 章贡区, made in 南康. */
export const table: CheckPlan = {
  number: 312,
  organiser: 'regulator-ganzhou',
  sampled: 'muyun',
  producer: 'kangmu',
  producerName: demoOrganisation('kangmu').name,
  agency: 'laboratory-ganpo',
  laboratory: 'laboratory-gannan',
  site: 'seller',
  goods: {
    productName: '实木餐桌',
    brand: '康沐',
    model: 'KM-T14',
    standard: 'GB 18584-2024',
  },
  rulesName: '木家具产品质量监督抽查实施细则',
  price: '1680.00',
  unit: '张',
  regime: { regime: 'none' },
  items: [
    ['甲醛释放量', '不超过标准限量', '气候箱法', '未超过限量', 'pass'],
    ['可迁移重金属', '不超过标准限量', '电感耦合等离子体法', '未检出', 'pass'],
    ['结构稳定性', '不倾翻', '垂直加载', '未倾翻', 'pass'],
  ],
};

/** Plywood at its maker's in 南康. */
export const plywood: CheckPlan = {
  number: 318,
  organiser: 'regulator-nankang',
  sampled: 'nanshan',
  producerName: demoOrganisation('nanshan').name,
  agency: 'laboratory-ganpo',
  laboratory: 'laboratory-gannan',
  site: 'producer',
  goods: { productName: '胶合板', brand: '楠杉', model: '18毫米 E1级', standard: 'GB/T 9846-2015' },
  rulesName: '人造板产品质量监督抽查实施细则',
  price: '118.00',
  unit: '张',
  regime: { regime: 'licence', certificate: '（演示）许可-胶合板-0102' },
  items: [
    ['甲醛释放量', '不超过标准限量', '气候箱法', '超过限量', 'fail'],
    ['胶合强度', '符合标准要求', '拉伸剪切', '符合', 'pass'],
    ['含水率', '符合标准要求', '烘干称重', '符合', 'pass'],
  ],
};

/** Sockets at their maker's in 玉山. */
export const socket: CheckPlan = {
  number: 327,
  organiser: 'regulator-shangrao',
  sampled: 'huaiyu',
  producerName: demoOrganisation('huaiyu').name,
  agency: 'regulator-shangrao',
  laboratory: 'laboratory-xinjiang',
  site: 'producer',
  goods: {
    productName: '延长线插座',
    brand: '怀玉',
    model: 'HY-3K',
    standard: 'GB/T 2099.7-2015',
  },
  rulesName: '家用及类似用途插头插座监督抽查实施细则',
  price: '29.90',
  unit: '只',
  regime: { regime: 'ccc', certificate: '（演示）CCC-2024-0201' },
  items: [
    ['温升', '符合标准要求', '加载试验', '高出限值12 K', 'fail'],
    ['防触电保护', '符合标准要求', '试验指', '符合', 'pass'],
    ['标志', '符合标准要求', '目视', '符合', 'pass'],
  ],
};

/** Bagged cement at a dealer's in 鹰潭. */
export const cement: CheckPlan = {
  number: 333,
  organiser: 'regulator-yingtan',
  sampled: 'xinjiangmen',
  producerName: '弋阳圭峰水泥有限公司（虚构）',
  agency: 'regulator-yingtan',
  laboratory: 'laboratory-ganpo',
  site: 'seller',
  goods: {
    productName: '袋装普通硅酸盐水泥',
    brand: '圭峰',
    model: 'P·O 42.5',
    standard: 'GB 175-2023',
  },
  rulesName: '水泥产品质量监督抽查实施细则',
  price: '18.50',
  unit: '袋',
  regime: { regime: 'licence', certificate: '（演示）许可-水泥-0033' },
  items: [],
};

/** Building wire at its maker's in 贵溪. */
export const cable: CheckPlan = {
  number: 338,
  organiser: 'regulator-guixi',
  sampled: 'tongying',
  producerName: demoOrganisation('tongying').name,
  agency: 'regulator-guixi',
  laboratory: 'laboratory-xinjiang',
  site: 'producer',
  goods: {
    productName: '一般用途单芯硬导体电缆',
    brand: '铜鹰',
    model: '60227 IEC 01（BV）2.5',
    standard: 'GB/T 5023.3-2008',
  },
  rulesName: '电线电缆产品质量监督抽查实施细则',
  price: '2.35',
  unit: '米',
  regime: { regime: 'ccc', certificate: '（演示）CCC-2023-0617' },
  items: [],
};

/** School uniforms at their maker's in 南昌县. */
export const uniform: CheckPlan = {
  number: 341,
  organiser: 'regulator-nanchang',
  sampled: 'yunshang',
  producerName: demoOrganisation('yunshang').name,
  agency: 'laboratory-ganpo',
  laboratory: 'laboratory-ganpo',
  site: 'producer',
  goods: {
    productName: '中小学生校服（秋冬款）',
    brand: '云裳',
    model: '150/72',
    standard: 'GB/T 31888-2015',
  },
  rulesName: '学生服产品质量监督抽查实施细则',
  price: '156.00',
  unit: '套',
  regime: { regime: 'none' },
  items: [],
};

/** A power bank from 龙南, sold by a shop of 南昌 on the platform. */
export const powerBank: CheckPlan = {
  number: 305,
  organiser: 'regulator-jiangxi',
  sampled: 'chengguo',
  producer: 'longdian',
  producerName: demoOrganisation('longdian').name,
  platform: 'pohu',
  agency: 'laboratory-ganpo',
  laboratory: 'laboratory-xinjiang',
  handler: 'regulator-nanchang',
  site: 'online',
  goods: {
    productName: '移动电源',
    brand: '珑电',
    model: 'LD-20000',
    standard: 'GB 31241-2022',
  },
  rulesName: '移动电源产品质量监督抽查实施细则',
  price: '89.00',
  unit: '只',
  regime: { regime: 'ccc', certificate: '（演示）CCC-2025-0914' },
  items: [
    ['过充电保护', '不起火、不爆炸', '过充试验', '一只样品起火', 'fail'],
    ['外壳阻燃', '符合标准要求', '灼热丝', '符合', 'pass'],
    ['额定容量', '不低于标称值', '恒流放电', '符合', 'pass'],
  ],
};
