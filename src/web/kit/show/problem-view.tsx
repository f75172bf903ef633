import { Button } from 'antd';
import type { Problem } from '../api/problem.ts';
import { Citations } from './citation.tsx';

/** Refusals that trying again does not change. */
const lasting: ReadonlySet<string> = new Set(['not-found', 'not-entitled']);

/**
 * Says why something was not done: the sentence, each place to correct, the provisions, and for faults the number to
 * quote.
 * @param titleOf names the place of an issue otherwise than the refusal does.
 * @param onIssue leads to the field of an issue.
 */
export function ProblemView({
  problem,
  title = problem.code === 'offline' ? '网络未连通' : '未予办理',
  titleOf,
  onIssue,
  again,
}: {
  problem: Problem;
  title?: string;
  titleOf?: (path: string) => string;
  onIssue?: (path: string) => void;
  again?: () => void;
}) {
  return (
    <section className="problem" role="alert" tabIndex={-1}>
      <strong className="problem-title">{problem.code === 'fault' ? '系统故障' : title}</strong>
      <p>{problem.detail}</p>
      {problem.issues.length > 0 && (
        <ol className="problem-issues">
          {problem.issues.map(({ path, sentence, title: place = path }) => (
            <li key={path + sentence}>
              {onIssue === undefined ? (
                <span>{titleOf?.(path) ?? place}</span>
              ) : (
                <button type="button" className="as-link" onClick={() => onIssue(path)}>
                  {titleOf?.(path) ?? place}
                </button>
              )}
              ：{sentence}
            </li>
          ))}
        </ol>
      )}
      {problem.entry !== undefined && (
        <a href={`/app/entries/${problem.entry}`}>此前提交的内容已经受理，查看该记录</a>
      )}
      <Citations basis={problem.basis} />
      {problem.code === 'fault' && problem.requestId !== undefined && (
        <p className="muted">报修编号 {problem.requestId}</p>
      )}
      {again !== undefined && !lasting.has(problem.code) && (
        <Button size="small" onClick={again}>
          重试
        </Button>
      )}
    </section>
  );
}
