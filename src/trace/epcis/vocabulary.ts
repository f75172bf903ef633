/** Business steps of the Core Business Vocabulary 2.0 (7.1), with what people call them. */
export const bizSteps = {
  accepting: '验收',
  arriving: '到达',
  assembling: '组装',
  collecting: '收集',
  commissioning: '赋码启用',
  consigning: '交运',
  creating_class_instance: '建立批次',
  cycle_counting: '循环盘点',
  decommissioning: '销码',
  departing: '离开',
  destroying: '销毁',
  disassembling: '拆解',
  dispensing: '分发',
  encoding: '写码',
  entering_exiting: '进出',
  holding: '扣留',
  inspecting: '检验',
  installing: '安装',
  killing: '标签失效',
  loading: '装车',
  other: '其他',
  packing: '装箱',
  picking: '拣货',
  receiving: '收货',
  removing: '移除',
  repackaging: '重新包装',
  repairing: '维修',
  replacing: '更换',
  reserving: '预留',
  retail_selling: '零售',
  sampling: '抽样',
  sensor_reporting: '传感器上报',
  shipping: '发货',
  staging_outbound: '待发',
  stock_taking: '盘点',
  stocking: '上架',
  storing: '入库存放',
  transporting: '运输',
  unloading: '卸车',
  unpacking: '拆箱',
  void_shipping: '撤销发货',
} as const;

/** Dispositions of the Core Business Vocabulary 2.0 (7.2). */
export const dispositions = {
  active: '已启用',
  available: '可用',
  completeness_inferred: '推断完整',
  completeness_verified: '核实完整',
  conformant: '合格',
  container_closed: '容器已封',
  container_open: '容器已开',
  damaged: '损坏',
  destroyed: '已销毁',
  dispensed: '已分发',
  disposed: '已处置',
  encoded: '已写码',
  expired: '过期',
  in_progress: '处理中',
  in_transit: '运输中',
  inactive: '未启用',
  mismatch_class: '品种不符',
  mismatch_instance: '单件不符',
  mismatch_quantity: '数量不符',
  needs_replacement: '需要更换',
  no_pedigree_match: '来历不符',
  non_conformant: '不合格',
  non_sellable_other: '因其他原因不可售',
  partially_dispensed: '部分分发',
  recalled: '已召回',
  reserved: '已预留',
  retail_sold: '已零售',
  returned: '已退回',
  sellable_accessible: '可售在架',
  sellable_not_accessible: '可售在库',
  stolen: '被盗',
  unavailable: '不可用',
  unknown: '不明',
} as const;

/** Kinds of business documents (CBV 2.0, 7.3). */
export const bizTransactionTypes = {
  bol: '提单',
  cert: '证书',
  desadv: '发货通知',
  inv: '发票',
  pedigree: '来历证明',
  po: '采购订单',
  poc: '订单确认',
  prodorder: '生产订单',
  recadv: '收货通知',
  rma: '退货授权',
  testprd: '检验规程',
  testres: '检验结果',
  upevt: '上游事件',
} as const;

/** What a source or destination is (CBV 2.0, 7.4). */
export const partyTypes = {
  owning_party: '所有方',
  possessing_party: '持有方',
  location: '地点',
} as const;

/** Why an event is declared wrong (CBV 2.0, 7.5). */
export const errorReasons = { did_not_occur: '没有发生', incorrect_data: '数据有误' } as const;

/** The five kinds of event. */
export const eventTypes = {
  ObjectEvent: '对象事件',
  AggregationEvent: '聚合事件',
  TransactionEvent: '交易事件',
  TransformationEvent: '转换事件',
  AssociationEvent: '关联事件',
} as const;

/** What an event did with the things it names. */
export const actions = { ADD: '新增', OBSERVE: '记录', DELETE: '移除' } as const;

/** Physical quantities that sensors report (GS1 Web Vocabulary). */
export const measurementTypes: ReadonlySet<string> = new Set(
  `AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Radioactivity Altitude AmountOfSubstance
  AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area Capacitance
  Conductance Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity
  ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency
  Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux
  LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate
  MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux
  RadiantIntensity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity
  SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux
  Wavenumber`.split(/\s+/),
);

/** What a sensor raises an alarm about. */
export const sensorAlerts: ReadonlySet<string> = new Set(['ALARM_CONDITION', 'ERROR_CONDITION']);

/** Parts of a measured vector or position (CBV 2.0, 7.6). */
export const components: ReadonlySet<string> = new Set(
  `x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing
  latitude longitude altitude`.split(/\s+/),
);

/** Where the words of a vocabulary lie in the web: bare word and web address mean the same. */
export const webPrefixes = {
  bizStep: 'https://ref.gs1.org/cbv/BizStep-',
  disposition: 'https://ref.gs1.org/cbv/Disp-',
  bizTransaction: 'https://ref.gs1.org/cbv/BTT-',
  party: 'https://ref.gs1.org/cbv/SDT-',
  error: 'https://ref.gs1.org/cbv/ER-',
  component: 'https://ref.gs1.org/cbv/Comp-',
  measurement: 'https://gs1.org/voc/',
} as const;

/** One of the vocabularies. */
export type Vocabulary = keyof typeof webPrefixes;

/** The words of each vocabulary. */
export const vocabularies: Readonly<Record<Vocabulary, ReadonlySet<string>>> = {
  bizStep: new Set(Object.keys(bizSteps)),
  disposition: new Set(Object.keys(dispositions)),
  bizTransaction: new Set(Object.keys(bizTransactionTypes)),
  party: new Set(Object.keys(partyTypes)),
  error: new Set(Object.keys(errorReasons)),
  component: components,
  measurement: new Set([...measurementTypes, ...sensorAlerts]),
};

const urnPrefixes: readonly (readonly [string, Vocabulary])[] = [
  ['urn:epcglobal:cbv:bizstep:', 'bizStep'],
  ['urn:epcglobal:cbv:disp:', 'disposition'],
  ['urn:epcglobal:cbv:btt:', 'bizTransaction'],
  ['urn:epcglobal:cbv:sdt:', 'party'],
  ['urn:epcglobal:cbv:er:', 'error'],
];

/** The web address of a word of a vocabulary, in whatever spelling it came; other text stays as it is. */
export function webWord(vocabulary: Vocabulary, text: string): string {
  if (vocabularies[vocabulary].has(text)) return webPrefixes[vocabulary] + text;
  if (!text.startsWith('urn:epcglobal:cbv:')) return text;
  const urn = urnPrefixes.find(([prefix]) => text.startsWith(prefix));
  return urn === undefined ? text : webPrefixes[urn[1]] + text.slice(urn[0].length);
}

/** The bare word of a vocabulary for its web address or URN; other text stays as it is. */
export function bareWord(vocabulary: Vocabulary, text: string): string {
  const web = webWord(vocabulary, text);
  const prefix = webPrefixes[vocabulary];
  return web.startsWith(prefix) ? web.slice(prefix.length) : text;
}
