import type { Change } from './changes.ts';

/** Which figures are other than those that the text was written from: whoever signs must look at the text again. */
export function ChangedFigures({
  changes,
  isCorrection,
}: {
  changes: readonly Change[];
  isCorrection: boolean;
}) {
  if (changes.length === 0) return null;
  return (
    <div className="changed-figures" role="status">
      <strong>
        {isCorrection ? '与原记录相比' : '与打开本页时相比'}，{changes.length}项数据有变化
      </strong>
      <ul>
        {changes.map(({ label, before, now }) => (
          <li key={label}>
            {label}：<span className="num">{before}</span> → <span className="num">{now}</span>
          </li>
        ))}
      </ul>
      <p>文字仍是原来的。请逐段核对，需要时采用该段下方新拟的文字。</p>
    </div>
  );
}
