import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OrganisationDetail, StaffingLine } from '#server/registry/present.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Citations } from '../../kit/show/citation.tsx';

/**
 * Which posts an enterprise must fill, why, and who fills them.
 * @param actFor what can be done about a post.
 */
export function Staffing({
  organisation,
  actFor,
}: {
  organisation: OrganisationDetail;
  actFor?: (line: StaffingLine) => ReactNode;
}) {
  return (
    <div className="staffing">
      {organisation.staffing.map((line) => (
        <Panel
          key={line.post}
          title={line.title}
          note={
            <span className={`state-tag ${line.gap ? 'missing' : line.required ? 'done' : ''}`}>
              {line.gap
                ? '必须配备，现空缺'
                : line.required
                  ? '必须配备，已配备'
                  : line.advised
                    ? '鼓励配备'
                    : '不要求配备'}
            </span>
          }
          acts={actFor?.(line)}
        >
          <div className="stack">
            <p>{line.reason}</p>
            {line.filledBy.length > 0 && (
              <ul className="staff">
                {line.filledBy.map((person) => (
                  <li key={person.account}>
                    <strong>{person.name}</strong>
                    <span className="muted num">
                      {person.since}起任职
                      {person.qualifiedUntil !== undefined &&
                        `，考核有效期至${person.qualifiedUntil}`}
                    </span>
                    {!person.valid && (
                      <span className="state-tag missing">
                        {person.disabled === true ? '账号已停用' : '考核已过有效期'}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )}
            {line.coming.map(({ account, name, from }) => (
              <p key={account} className="muted num">
                {name}将于{from}任职
              </p>
            ))}
            <Citations basis={line.basis} />
          </div>
        </Panel>
      ))}
      <p className="muted">
        任命、免职和责任书的全部记录见
        <Link
          to="/books/$book"
          params={{ book: 'appointment' }}
          search={{ organisation: organisation.id }}
        >
          任命记录
        </Link>
        。
      </p>
    </div>
  );
}
