import { Link } from '@tanstack/react-router';
import type { ProceedingDetail } from '#server/proceedings/present.ts';
import type { PresentedPublication } from '#server/publicity/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Deadlines } from '../../kit/show/deadline.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import './publicity.css';
import { standingTitles, standingTones } from './words.ts';

/** What is published about one's own house, until when, and what can be done about it now or later. */
export function OwnPage() {
  const list = useRead<{ publications: readonly PresentedPublication[] }>('/api/publications/mine');
  return (
    <Page
      title="关于本单位的公示"
      about="市场监管部门公示的处罚、失信和抽查检查负面信息。处罚和失信信息公示期满自动停止；满最短期限并具备三项条件的，可以申请信用修复提前停止。"
    >
      <Shown reading={list}>
        {({ publications }) =>
          publications.length === 0 ? (
            <Panel>
              <Empty title="没有关于本单位的公示信息">
                如有处罚决定或者列入决定，公示前会先告知您，您可以陈述、申辩。
              </Empty>
            </Panel>
          ) : (
            <div className="stack">
              {publications.map((one) => (
                <Own key={one.id} publication={one} />
              ))}
            </div>
          )
        }
      </Shown>
    </Page>
  );
}

function Own({ publication: one }: { publication: PresentedPublication }) {
  return (
    <Panel
      title={one.kindTitle}
      note={
        <span className={`state-tag ${standingTones[one.standing]}`}>
          {standingTitles[one.standing]}
        </span>
      }
    >
      <dl className="facts">
        <Fact title="事由" value={one.grounds} />
        <Fact title="文号、编号" value={one.number} />
        <Fact title="作出机关" value={one.authority} />
        <Fact title="公示日期" value={one.publishedOn} />
        <Fact title="公示至" value={one.until} />
        <Fact
          title="公示网站"
          value={one.sites.map(({ title, state }) => `${title}（${state}）`).join('；')}
        />
        {one.withdrawn !== undefined && (
          <Fact title="撤回" value={`${one.withdrawn.on} ${one.withdrawn.reason}`} />
        )}
      </dl>
      {one.standing === 'shown' && one.proceeding !== undefined && (
        <Remedies proceeding={one.proceeding} />
      )}
    </Panel>
  );
}

function Fact({ title, value }: { title: string; value: string | undefined }) {
  if (value === undefined || value === '') return undefined;
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What the procedure offers the house now, and what it waits for; the rules themselves say which. */
function Remedies({ proceeding }: { proceeding: string }) {
  const detail = useRead<ProceedingDetail>(`/api/proceedings/${proceeding}`);
  return (
    <Shown reading={detail} rows={2}>
      {({ offers, upcoming, deadlines }) => (
        <div className="remedies stack">
          <Deadlines
            clocks={deadlines.filter(({ status }) => ['running', 'open'].includes(status))}
          />
          <p className="remedy-acts">
            {offers.map(({ act, title }) => (
              <Link key={act} to="/proceedings/$id" params={{ id: proceeding }}>
                {title}
              </Link>
            ))}
            {offers.length === 0 && (
              <Link to="/proceedings/$id" params={{ id: proceeding }}>
                查看办理经过
              </Link>
            )}
          </p>
          {upcoming.map(({ title, sentence }) => (
            <p key={title} className="muted">
              {sentence}
            </p>
          ))}
        </div>
      )}
    </Shown>
  );
}
