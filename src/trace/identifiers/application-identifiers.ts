import { checkDigitDefect } from './check-digit.ts';
import { readDate } from './dates.ts';

/** What stands behind an application identifier. */
export interface AiRule {
  readonly title: string;
  readonly pattern: RegExp;
  /** What the pattern asks for, in Chinese. */
  readonly asks: string;
  /** How many of the first digits end in a check digit. */
  readonly checked?: number;
  readonly date?: true;
  /** Digits behind the identifier itself, where it needs no separator. */
  readonly fixed?: number;
}

/** Characters of names, lots and serials (GS1 AI encodable character set 82). */
const set82 = `[!"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]`;

function number(title: string, length: number, checked = true): AiRule {
  return {
    title,
    pattern: new RegExp(`^\\d{${length}}$`),
    asks: `${length}位数字`,
    fixed: length,
    ...(checked ? { checked: length } : {}),
  };
}

function text(title: string, max: number): AiRule {
  return {
    title,
    pattern: new RegExp(`^${set82}{1,${max}}$`),
    asks: `1至${max}个字母、数字或者规定的符号`,
  };
}

function digits(title: string, max: number): AiRule {
  return { title, pattern: new RegExp(`^\\d{1,${max}}$`), asks: `1至${max}位数字` };
}

function date(title: string): AiRule {
  return { title, pattern: /^\d{6}$/, asks: '6位数字（年年月月日日）', date: true, fixed: 6 };
}

function keyAndSerial(title: string, key: number, max: number): AiRule {
  return {
    title,
    pattern: new RegExp(`^\\d{${key}}${set82}{0,${max}}$`),
    asks: `${key}位数字，后面可以有最多${max}个字符的序列号`,
    checked: key,
  };
}

const rules: Readonly<Record<string, AiRule>> = {
  '00': number('系列货运包装箱代码', 18),
  '01': number('商品条码', 14),
  '02': number('箱内商品条码', 14),
  '10': text('批号', 20),
  '11': date('生产日期'),
  '12': date('付款截止日期'),
  '13': date('包装日期'),
  '15': date('最佳使用日期'),
  '16': date('停止销售日期'),
  '17': date('有效期至'),
  '20': number('产品变体', 2, false),
  '21': text('序列号', 20),
  '22': text('消费者产品变体', 20),
  '235': text('第三方控制的序列号', 28),
  '240': text('附加产品标识', 30),
  '241': text('客户方代码', 30),
  '250': text('二级序列号', 30),
  '251': text('源实体参考代码', 30),
  '253': keyAndSerial('全球文件类型代码', 13, 17),
  '254': text('位置代码扩展部分', 20),
  '255': { ...keyAndSerial('全球优惠券代码', 13, 12), pattern: /^\d{13,25}$/ },
  '30': digits('变量贸易项目数量', 8),
  '37': digits('箱内商品数量', 8),
  '400': text('客户订购单代码', 30),
  '401': text('全球货物托运代码', 30),
  '402': number('全球装运标识代码', 17),
  '403': text('路径代码', 30),
  '410': number('交货地代码', 13),
  '411': number('受票方代码', 13),
  '412': number('供货方代码', 13),
  '413': number('最终交货地代码', 13),
  '414': number('位置代码', 13),
  '415': number('开票方代码', 13),
  '416': number('生产地代码', 13),
  '417': number('参与方代码', 13),
  '422': { ...number('原产国', 3, false) },
  '8003': {
    ...keyAndSerial('全球可回收资产代码', 14, 16),
    pattern: new RegExp(`^0\\d{13}${set82}{0,16}$`),
    asks: '以0开头的14位数字，后面可以有最多16个字符的序列号',
  },
  '8004': text('全球单个资产代码', 30),
  '8006': {
    title: '贸易项目组件代码',
    pattern: /^\d{18}$/,
    asks: '14位商品条码、2位组件号和2位组件总数',
    checked: 14,
    fixed: 18,
  },
  '8010': {
    title: '组件或部件代码',
    pattern: /^[#\-/0-9A-Z]{1,30}$/,
    asks: '1至30个大写字母或者数字',
  },
  '8011': digits('组件或部件序列号', 12),
  '8017': number('服务提供方代码', 18),
  '8018': number('服务接受方代码', 18),
  '8019': digits('服务关系事项代码', 10),
  '8020': text('付款单代码', 25),
};

/** Measures, 310n to 369n: the last digit of the identifier says how many decimals follow. */
const measures: Readonly<Record<string, string>> = {
  '310': '净重（千克）',
  '311': '长度（米）',
  '312': '宽度（米）',
  '313': '高度（米）',
  '314': '面积（平方米）',
  '315': '净容积（升）',
  '316': '净体积（立方米）',
  '330': '毛重（千克）',
  '392': '应付金额（同一货币区）',
};

/** The rule behind an application identifier; undefined for one that is not known here. */
export function ruleOf(ai: string): AiRule | undefined {
  if (Object.hasOwn(rules, ai)) return rules[ai];
  const measure = /^(\d{3})[0-5]$/.exec(ai)?.[1];
  const title = measure === undefined ? undefined : measures[measure];
  if (title !== undefined) {
    return measure === '392' ? digits(title, 15) : number(title, 6, false);
  }
  return /^9[0-9]$/.test(ai) ? text('内部信息', ai === '90' ? 30 : 90) : undefined;
}

/** Why a value may not stand behind an application identifier, in Chinese; undefined where it may. */
export function aiDefect(ai: string, value: string): string | undefined {
  const rule = ruleOf(ai);
  if (rule === undefined) return `不认识应用标识符（${ai}）`;
  if (!rule.pattern.test(value)) {
    return `${rule.title}（${ai}）应为${rule.asks}，写的是“${value.slice(0, 60)}”`;
  }
  if (rule.checked !== undefined) {
    const defect = checkDigitDefect(value.slice(0, rule.checked), rule.title);
    if (defect !== undefined) return defect;
  }
  // Any year will do: only month and day can be wrong.
  const day = rule.date === undefined ? undefined : readDate(value, 2000);
  if (day?.ok === false) return `${rule.title}（${ai}）：${day.sentence}`;
  return ai === '8006' ? pieceDefect(value) : undefined;
}

function pieceDefect(value: string): string | undefined {
  const [piece, total] = [value.slice(14, 16), value.slice(16, 18)];
  return piece === '00' || piece > total ? `组件号${piece}不在组件总数${total}之内` : undefined;
}
