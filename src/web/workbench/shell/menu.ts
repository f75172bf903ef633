import { officeKinds } from '#law/office/posts.ts';
import { recallBulletin } from '#law/regulator/recall-bulletin.ts';
import type { Me } from '#server/session/present.ts';
import { holds, isKind, watchesTerritory } from '../me.tsx';

/** A line of the side menu. */
export interface MenuLink {
  readonly to:
    | '/'
    | '/to-do'
    | '/duties'
    | '/risk-list'
    | '/posts'
    | '/hazard'
    | '/recall-bulletins'
    | '/proceedings'
    | '/spot-checks'
    | '/spot-check-plans'
    | '/books'
    | '/lots'
    | '/own'
    | '/board'
    | '/draws'
    | '/organisations'
    | '/publications'
    | '/publications/own'
    | '/publicity'
    | '/certificates'
    | '/inspections'
    | '/sampling-plans'
    | '/test-equipment'
    | '/processes'
    | '/traces'
    | '/products'
    | '/standards'
    | '/catalogue'
    | '/law'
    | '/keys';
  readonly label: string;
}

/** Lines that belong together. */
export interface MenuGroup {
  readonly title: string;
  readonly links: readonly MenuLink[];
}

const desk: MenuGroup = {
  title: '工作',
  links: [
    { to: '/', label: '工作台' },
    { to: '/to-do', label: '待办事项' },
  ],
};

const duties: MenuGroup = {
  title: '主体责任',
  links: [
    { to: '/duties', label: '日管控 周排查 月调度' },
    { to: '/risk-list', label: '风险管控清单' },
    { to: '/posts', label: '岗位与人员' },
    { to: '/products', label: '产品' },
    { to: '/hazard', label: '发现隐患立即报告' },
    { to: '/certificates', label: '许可与认证' },
    { to: '/traces', label: '追溯事件' },
  ],
};

/** What a producer or seller tests itself. */
const inspections: MenuGroup = {
  title: '检验',
  links: [
    { to: '/inspections', label: '产品检验' },
    { to: '/sampling-plans', label: '抽样方案计算' },
    { to: '/processes', label: '过程控制图' },
    { to: '/test-equipment', label: '检验设备' },
  ],
};

const territory: MenuGroup = {
  title: '监管',
  links: [
    { to: '/board', label: '区域履责总览' },
    { to: '/organisations', label: '单位名录' },
    { to: '/products', label: '产品档案' },
    { to: '/publications', label: '失信、处罚和抽查公示' },
    { to: '/certificates', label: '许可与认证' },
  ],
};

/** Draws and the outbox are the market regulators' own. */
const regulator: MenuGroup = {
  ...territory,
  links: [
    ...territory.links,
    { to: '/draws', label: '双随机抽取' },
    { to: '/publicity', label: '公示报送' },
  ],
};

const checks: MenuGroup = {
  title: '监督抽查',
  links: [{ to: '/spot-checks', label: '抽查工作台' }],
};

const plannedChecks: MenuGroup = {
  ...checks,
  links: [...checks.links, { to: '/spot-check-plans', label: '抽查计划' }],
};

const recalls: MenuGroup = {
  title: '召回',
  links: [{ to: '/recall-bulletins', label: '召回信息转载' }],
};

/** Whether a person may import recalls that were published elsewhere. */
export function mayPublishRecalls(me: Me): boolean {
  const role = recallBulletin.roles['province'];
  if (role === undefined || me.organisation?.level?.id !== role.level) return false;
  return isKind(me, role.kinds) && holds(me, role.posts ?? []);
}

/** The side menu of a person, by party and post. */
export function menuFor(me: Me): readonly MenuGroup[] {
  const isEnterprise = me.organisation?.kind === 'enterprise';
  const keeps = me.organisation !== null;
  const records: MenuGroup = {
    title: '办理',
    links: [
      { to: '/proceedings', label: '事项' },
      ...(keeps ? [{ to: '/books', label: '台账' } as const] : []),
      ...(isEnterprise || watchesTerritory(me)
        ? [{ to: '/lots', label: '批次与追溯' } as const]
        : []),
    ],
  };
  const own: MenuGroup = {
    title: '资料',
    links: [
      ...(keeps ? [{ to: '/own', label: '本单位资料' } as const] : []),
      ...(isKind(me, [...officeKinds, 'platform'])
        ? [{ to: '/posts', label: '岗位与人员' } as const]
        : []),
      ...(isEnterprise ? [{ to: '/publications/own', label: '关于本单位的公示' } as const] : []),
      ...(keeps ? [{ to: '/catalogue', label: '重点产品目录' } as const] : []),
      ...(keeps ? [{ to: '/standards', label: '产品标准' } as const] : []),
      { to: '/law', label: '法规与条款' },
      ...(keeps && holds(me, ['principal', 'leader', 'administrator'])
        ? [{ to: '/keys', label: '接口密钥' } as const]
        : []),
    ],
  };
  return [
    desk,
    ...(isEnterprise ? [duties, inspections] : []),
    ...(watchesTerritory(me) ? [isKind(me, ['market-regulator']) ? regulator : territory] : []),
    ...(isKind(me, ['market-regulator']) ? [plannedChecks] : []),
    ...(mayPublishRecalls(me) ? [recalls] : []),
    ...(isKind(me, ['laboratory']) ? [checks] : []),
    records,
    own,
  ];
}
