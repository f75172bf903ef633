import type { Recital, Telling } from '#kernel/paper/words.ts';

/** Whose complaint it is, about whom and what; the respondent never learns who complained (order-121/37). */
export const complained: readonly Recital[] = [
  {
    act: 'register',
    fields: [
      'complainantName',
      'receivedOn',
      'respondentName',
      'respondentAddress',
      'goods',
      'amount',
      'requests',
    ],
  },
];

/** What can still be done where the office does not settle a dispute. */
export const otherWays: Telling = {
  text: '消费争议还可以通过与经营者协商和解、请求依法成立的调解组织调解、根据仲裁协议申请仲裁、向人民法院提起诉讼等途径解决。',
  basis: ['consumer-law/39'],
};
