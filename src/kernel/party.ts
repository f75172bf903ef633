/** What an organisation is; decides which roles it may fill. */
export const organisationKinds = {
  enterprise: '企业',
  platform: '网络交易平台',
  'market-regulator': '市场监管部门',
  'industry-department': '行业主管部门',
  customs: '海关',
  police: '公安机关',
  'local-government': '地方人民政府',
  laboratory: '检验检测机构',
  association: '行业协会商会',
  operator: '平台运营单位',
} as const;
export type OrganisationKind = keyof typeof organisationKinds;

/** Posts hold duties, not users: an appointment puts a person into a post of one organisation. */
export const posts = {
  principal: '主要负责人',
  'quality-safety-director': '质量安全总监',
  'quality-safety-officer': '质量安全员',
  leader: '单位负责人',
  'case-officer': '承办人',
  reviewer: '审核人',
  publisher: '信息发布人',
  sampler: '抽样人员',
  'intake-officer': '受理人员',
  'department-officer': '行业主管部门工作人员',
  'local-officer': '属地工作人员',
  'police-officer': '民警',
  'laboratory-technician': '检验人员',
  'authorised-signatory': '授权签字人',
  administrator: '系统管理员',
} as const;
export type Post = keyof typeof posts;

/** Levels of government; a county lies in a city, a city in the province. */
export const levels = { province: '省级', city: '设区市级', county: '县级' } as const;
export type Level = keyof typeof levels;

/** Who stands above a level of government; above the province nobody on the platform does. */
export const levelAbove: Readonly<Record<Level, Level>> = {
  county: 'city',
  city: 'province',
  province: 'province',
};

/** The four parties of the guidance and the public, as the clause matrix counts them. */
export const parties = {
  enterprise: '企业主体责任',
  industry: '行业主管责任',
  regulator: '部门监管责任',
  locality: '属地管理责任',
  public: '社会监督',
} as const;
export type Party = keyof typeof parties;

/** Which party an organisation stands for. */
export const partyOfKind: Readonly<Record<OrganisationKind, Party>> = {
  enterprise: 'enterprise',
  platform: 'enterprise',
  'market-regulator': 'regulator',
  'industry-department': 'industry',
  customs: 'industry',
  police: 'industry',
  'local-government': 'locality',
  laboratory: 'public',
  association: 'public',
  operator: 'public',
};
