/** Pass or fail, by colour and word. */
export function Verdict({ conclusion }: { conclusion: 'pass' | 'fail' | undefined }) {
  if (conclusion === undefined) return null;
  return (
    <span className={conclusion === 'fail' ? 'verdict fail' : 'verdict pass'}>
      {conclusion === 'fail' ? '不合格' : '合格'}
    </span>
  );
}
