/** Sign-ins that a newcomer should try first, with what there is to see. */
export const showcase: readonly { readonly login: string; readonly about: string }[] = [
  { login: 'kangmu.officer', about: '企业质量安全员:手机日管控' },
  { login: 'kangmu.director', about: '企业质量安全总监:周排查、整改' },
  { login: 'kangmu.principal', about: '企业主要负责人:任命、月调度' },
  { login: 'regulator-nankang.case', about: '县级市场监管承办人:待办、区域总览' },
  { login: 'regulator-ganzhou.case', about: '设区市市场监管局' },
  { login: 'regulator-province.case', about: '省市场监管局:全省总览' },
];
