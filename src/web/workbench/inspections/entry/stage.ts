/** The book in which the inspections of a stage are recorded. */
export const bookOf = {
  incoming: 'incoming-test',
  'in-process': 'in-process-inspection',
  'ex-factory': 'ex-factory-inspection',
} as const;
