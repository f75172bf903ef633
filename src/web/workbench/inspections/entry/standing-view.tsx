import { scoreForReduced } from '#insight/sampling/switching.ts';
import { severities } from '#law/enterprise/inspection/form.ts';
import type { Preview } from '#server/inspections/present.ts';
import { Figure, Figures } from '../../../kit/page/page.tsx';

/** How this lot is drawn, and where the series of lots stands. */
export function StandingView({ preview }: { preview: Preview }) {
  const { standing, stages, letter, planLetter, isFull, isDisputed, plan } = preview;
  const total = stages.reduce((sum, { size }) => sum + size, 0);
  if (standing?.severity === 'discontinued') {
    return (
      <p className="note alarm" role="alert">
        加严检验已累计五批不接收，抽样检验暂停。采取措施后，由质量安全总监或者主要负责人在“检验严格度决定”中恢复。
      </p>
    );
  }
  return (
    <>
      <Figures>
        {standing !== undefined && (
          <Figure
            label="检验严格度"
            value={severities[standing.severity as keyof typeof severities]}
            note={standingText(standing)}
          />
        )}
        {letter !== undefined && (
          <Figure
            label="样本量字码"
            value={planLetter}
            note={letter === planLetter ? `AQL ${plan.scheme?.aql}` : `表1为${letter}，按箭头改用`}
          />
        )}
        {stages.map(({ size, accept, reject }, at) => (
          <Figure
            key={at}
            label={stages.length === 1 ? '抽取' : at === 0 ? '第一样本' : '第二样本'}
            value={size}
            unit="件"
            note={`Ac ${accept}，Re ${reject}`}
          />
        ))}
        <Figure label="检验项目" value={plan.items.length} unit="项" note={`最多检验${total}件`} />
      </Figures>
      {isFull && <p className="note">样本量不小于批量，本批全数检验。</p>}
      {isDisputed && <p className="note">这一格的数值各转录来源不一致，请核对标准原文。</p>}
    </>
  );
}

function standingText({
  severity,
  score,
  acceptedInRow,
  refused,
  mayReduce,
}: NonNullable<Preview['standing']>) {
  if (severity === 'tightened') return `已连续接收${acceptedInRow}批，累计不接收${refused}批`;
  if (severity === 'reduced') return '一批不接收即恢复正常检验';
  return mayReduce
    ? `转移得分${score}，可以决定放宽`
    : `转移得分${score}，满${scoreForReduced}分可以放宽`;
}
