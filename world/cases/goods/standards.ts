/**
 * Standards of the demonstration, as they are commonly known; no text of a standard was at hand, so every number and day
 * is 待核对. Those marked （演示） are invented, because the play needs one whose day of implementation lies ahead.
 */
export const standards = [
  {
    number: 'GB 175-2023',
    title: '通用硅酸盐水泥',
    publishedOn: '2023-11-27',
    from: '2024-06-01',
    replaces: 'GB 175-2007',
    classes: ['cement'],
  },
  { number: 'GB 175-2007', title: '通用硅酸盐水泥', from: '2008-06-01', classes: ['cement'] },
  { number: 'GB/T 17671-2021', title: '水泥胶砂强度检验方法（ISO法）', from: '2022-07-01' },
  {
    number: 'GB 18580-2017',
    title: '室内装饰装修材料 人造板及其制品中甲醛释放限量',
    from: '2018-05-01',
    classes: ['plywood', 'blockboard'],
  },
  { number: 'GB/T 9846-2015', title: '普通胶合板', from: '2016-02-01', classes: ['plywood'] },
  { number: 'GB/T 17657-2022', title: '人造板及饰面人造板理化性能试验方法', from: '2023-07-01' },
  {
    number: 'GB 18584-2001',
    title: '室内装饰装修材料 木家具中有害物质限量',
    from: '2002-01-01',
    classes: ['wood-furniture'],
  },
  {
    number: 'GB/T 3324-2017',
    title: '木家具通用技术条件',
    from: '2018-05-01',
    classes: ['wood-furniture'],
  },
  {
    number: 'GB 6675.1-2014',
    title: '玩具安全 第1部分：基本规范',
    from: '2016-01-01',
    classes: ['toy'],
  },
  {
    number: 'GB 4943.1-2022',
    title: '音视频、信息技术和通信技术设备 第1部分：安全要求',
    from: '2023-08-01',
    replaces: 'GB 4943.1-2011、GB 8898-2011',
    classes: ['power-bank', 'power-adapter'],
  },
  {
    number: 'GB 31241-2022',
    title: '便携式电子产品用锂离子电池和电池组 安全技术规范',
    from: '2024-01-01',
    replaces: 'GB 31241-2014',
    classes: ['power-bank'],
  },
  {
    number: 'DB36/T 9001-2020',
    title: '（演示）木家具环保要求',
    from: '2020-06-01',
    classes: ['wood-furniture'],
  },
] as const;

/** What takes the place of the local standard of the demonstration some weeks after the play. */
export const successor = {
  number: 'DB36/T 9001-2026',
  title: '（演示）木家具环保要求',
  replaces: 'DB36/T 9001-2020',
  classes: ['wood-furniture'],
} as const;
