import type { Scene, Story } from './scene.ts';

/** A suggestion that was refused with its reason, and one that still waits for the principal. */
export async function* suggestions(scene: Scene): Story {
  yield scene.on(3, 15);
  const declined = await scene.opens(
    'chihu.director',
    'quality-advice',
    'advise',
    {
      kind: 'suggestion',
      ground: 'decision',
      content: '建议把散装水泥出库温度列入放行条件，超过限值的延后发运。',
      evidence: [],
    },
    'chihu',
  );
  yield scene.later(2, 11);
  await declined.does('chihu.principal', 'answer', {
    decision: 'declined',
    reason: '出库温度已在工艺规程中控制并逐车记录，另设放行条件会与现行合同冲突，明年修订时再议。',
    defect: 'not-applicable',
  });
  yield scene.on(-2, 16);
  await scene.opens(
    'kangmu.officer',
    'quality-advice',
    'advise',
    {
      kind: 'suggestion',
      ground: 'other',
      content: '涂装车间排风机噪声大、风量下降，建议停机检修后再排大单，避免漆面起粒返工。',
      evidence: [await scene.paper('kangmu.officer')],
    },
    'kangmu',
  );
}
