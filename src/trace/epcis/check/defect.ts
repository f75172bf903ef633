/** What is wrong in a document: where, as a path like `quantityList[0].uom`, and what, in Chinese. */
export interface Defect {
  readonly path: string;
  readonly sentence: string;
}

/** Looks at one value. @returns the first thing wrong with it, with its path from here; undefined where all is well. */
export type Check = (value: unknown) => Defect | undefined;

/** A value that is wrong itself. */
export function defect(sentence: string, path = ''): Defect {
  return { path, sentence };
}

/** The same defect, seen from one level further out. */
export function below(step: string, inner: Defect): Defect {
  const joint = inner.path === '' || inner.path.startsWith('[') ? '' : '.';
  return { path: `${step}${joint}${inner.path}`, sentence: inner.sentence };
}

/** A list each of whose items passes a check. */
export function listOf(item: Check, { min = 0, unique = false } = {}): Check {
  return (value) => {
    if (!Array.isArray(value)) return defect('应为列表');
    if (value.length < min) return defect(`至少要有${min}项`);
    for (let at = 0; at < value.length; at += 1) {
      const inner = item(value[at]);
      if (inner !== undefined) return below(`[${at}]`, inner);
    }
    if (unique && new Set(value).size < value.length) {
      const at = value.findIndex((one, index) => value.indexOf(one) < index);
      return defect('与前面的一项重复', `[${at}]`);
    }
    return undefined;
  };
}

/** How an object is made up. */
interface Shape {
  readonly fields: Readonly<Record<string, Check>>;
  readonly required?: readonly string[];
  /** Other fields: none, extensions with a colon in their name, or any. */
  readonly others?: 'none' | 'extensions' | 'any';
}

/** An object whose fields each pass their check. */
export function objectOf({ fields, required = [], others = 'none' }: Shape): Check {
  const checks = new Map(Object.entries(fields));
  return (value) => {
    if (!isObject(value)) return defect('应为对象');
    for (const name of required) {
      if (value[name] === undefined) return defect('缺少这一项', name);
    }
    for (const name in value) {
      const check = checks.get(name);
      const inner = check === undefined ? otherDefect(name, others) : check(value[name]);
      if (inner !== undefined) return below(name, inner);
    }
    return undefined;
  };
}

function otherDefect(name: string, others: Shape['others']): Defect | undefined {
  if (others === 'any') return undefined;
  if (others === 'extensions' && isExtension(name)) return undefined;
  return defect(
    others === 'none'
      ? '标准中没有这一项'
      : '标准中没有这一项，扩展字段的名称须带命名空间前缀，如jx:batch',
  );
}

/** Whether a name is one of an extension: a prefix and a name, or a whole address. */
export function isExtension(name: string): boolean {
  return /^[A-Za-z][A-Za-z\d+.-]*:[^\s]+$/.test(name);
}

/** A plain object, not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
