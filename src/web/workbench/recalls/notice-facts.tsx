import type { ProceedingDetail } from '#server/proceedings/present.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Deadlines } from '../../kit/show/deadline.tsx';
import { FactList } from '../../kit/show/fact-list.tsx';
import { momentText } from '../../kit/show/words.ts';

/** What the notice says: which product, what is wrong with it, whom to ask, and what is due by when. */
export function NoticeFacts({ proceeding }: { proceeding: ProceedingDetail }) {
  const told = proceeding.timeline.find(({ act }) => act === 'tell');
  if (told === undefined) return null;
  const say = (name: string) => {
    const value = told.input[name];
    return typeof value === 'string' && value !== '' ? value : '通知没有写明';
  };
  return (
    <>
      <Panel title="召回通知">
        <FactList
          facts={[
            ['产品', say('productName')],
            [
              '存在的缺陷',
              <span key="defect" className="pre">
                {say('defect')}
              </span>,
            ],
            [
              '通知内容',
              <span key="reason" className="pre">
                {say('reason')}
              </span>,
            ],
            ['生产者', say('producer')],
            ['生产者联系方式', say('contact')],
            ['通知时间', momentText(told.at)],
          ]}
        />
      </Panel>
      <Panel title="期限">
        <Deadlines clocks={proceeding.deadlines} />
      </Panel>
    </>
  );
}
