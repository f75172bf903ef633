import type { Level } from '#kernel/party.ts';
import type { DepartmentId } from '#law/departments.ts';
import type { OrganisationRow } from '../firms.ts';

/** Regulators, departments, customs, police, governments, laboratories, associations and the operator. */
export const authorityRows: Readonly<Record<string, OrganisationRow>> = {
  'regulator-jiangxi': regulator(1, 360000, '江西省', 'province', '演示大道1号'),
  'regulator-nanchang': regulator(2, 360100, '南昌市', 'city', '演示大道2号'),
  'regulator-jingdezhen': regulator(3, 360200, '景德镇市', 'city', '演示大道3号'),
  'regulator-pingxiang': regulator(4, 360300, '萍乡市', 'city', '演示大道4号'),
  'regulator-jiujiang': regulator(5, 360400, '九江市', 'city', '演示大道5号'),
  'regulator-xinyu': regulator(6, 360500, '新余市', 'city', '演示大道6号'),
  'regulator-yingtan': regulator(7, 360600, '鹰潭市', 'city', '演示大道7号'),
  'regulator-ganzhou': regulator(8, 360700, '赣州市', 'city', '演示大道8号'),
  'regulator-jian': regulator(9, 360800, '吉安市', 'city', '演示大道9号'),
  'regulator-yichun': regulator(10, 360900, '宜春市', 'city', '演示大道10号'),
  'regulator-fuzhou': regulator(11, 361000, '抚州市', 'city', '演示大道11号'),
  'regulator-shangrao': regulator(12, 361100, '上饶市', 'city', '演示大道12号'),
  'regulator-nanchang-county': regulator(13, 360121, '南昌县', 'county', '演示路13号'),
  'regulator-shangli': regulator(14, 360322, '上栗县', 'county', '演示路14号'),
  'regulator-guixi': regulator(15, 360681, '贵溪市', 'county', '演示路15号'),
  'regulator-nankang': regulator(16, 360703, '赣州市南康区', 'county', '演示路16号'),
  'regulator-gaoan': regulator(17, 360983, '高安市', 'county', '演示路17号'),
  'regulator-guangxin': regulator(18, 361104, '上饶市广信区', 'county', '演示路18号'),

  'industry-jiangxi': department(
    21,
    360000,
    'province',
    '江西省工业和信息化厅',
    'industry-information',
  ),
  'housing-jiangxi': department(22, 360000, 'province', '江西省住房和城乡建设厅', 'housing'),
  'housing-ganzhou': department(23, 360700, 'city', '赣州市住房和城乡建设局', 'housing'),
  'emergency-pingxiang': department(24, 360300, 'city', '萍乡市应急管理局', 'emergency-management'),
  'emergency-shangli': department(25, 360322, 'county', '上栗县应急管理局', 'emergency-management'),
  'agriculture-yichun': department(26, 360900, 'city', '宜春市农业农村局', 'agriculture'),
  'health-nanchang': department(27, 360100, 'city', '南昌市卫生健康委员会', 'health'),
  'commerce-jiujiang': department(28, 360400, 'city', '九江市商务局', 'commerce'),
  'fire-ganzhou': department(29, 360700, 'city', '赣州市消防救援支队', 'fire-rescue'),
  'education-nanchang': department(30, 360100, 'city', '南昌市教育局', 'education'),
  'customs-nanchang': {
    ...department(31, 360000, 'province', '南昌海关', 'customs'),
    kind: 'customs',
  },
  'police-ganzhou': {
    ...department(32, 360700, 'city', '赣州市公安局', 'police'),
    kind: 'police',
  },
  'police-nanchang': {
    ...department(33, 360100, 'city', '南昌市公安局', 'police'),
    kind: 'police',
  },

  'government-shangli': government(41, 360322, '上栗县'),
  'government-nankang': government(42, 360703, '赣州市南康区'),
  'government-gaoan': government(43, 360983, '高安市'),

  'laboratory-ganpo': body(51, 'laboratory', 360111, '赣鄱产品质量检验研究院', '检测一路1号'),
  'laboratory-gannan': body(52, 'laboratory', 360703, '赣南家具建材检测中心', '检测二路2号'),
  'laboratory-xinjiang': body(53, 'laboratory', 361104, '信江电气检测技术中心', '检测三路3号'),

  'association-furniture': body(61, 'association', 360703, '赣南木作家具行业协会', '木匠街6号'),
  'association-cable': body(62, 'association', 360681, '赣东电线电缆行业商会', '铜都路8号'),

  operator: body(71, 'operator', 360113, '四方平台运营中心', '赣江新路71号'),
};

function regulator(
  serial: number,
  region: number,
  place: string,
  level: Level,
  street: string,
): OrganisationRow {
  const name = demo(`${place}市场监督管理局`);
  return {
    serial,
    kind: 'market-regulator',
    name,
    region,
    level,
    street,
    department: 'market-regulation',
  };
}

function department(
  serial: number,
  region: number,
  level: Level,
  title: string,
  id: DepartmentId,
): OrganisationRow {
  const street = `演示大道${serial}号`;
  return {
    serial,
    kind: 'industry-department',
    name: demo(title),
    region,
    level,
    street,
    department: id,
  };
}

function government(serial: number, region: number, place: string): OrganisationRow {
  const name = demo(`${place}人民政府`);
  return {
    serial,
    kind: 'local-government',
    name,
    region,
    level: 'county',
    street: `演示路${serial}号`,
  };
}

function body(
  serial: number,
  kind: 'laboratory' | 'association' | 'operator',
  region: number,
  title: string,
  street: string,
): OrganisationRow {
  return { serial, kind, name: demo(title), region, street };
}

/** Authorities of this name may exist, so that the name itself has to say that this is none of them. */
function demo(title: string): string {
  return `${title}（演示）`;
}
