import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { riskControlList } from '#law/enterprise/risk-control-list.ts';
import type { RecordList } from '#server/entries/present.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import { mayKeep } from '../books/books-page.tsx';
import { useMe } from '../me.tsx';

/**
 * What must be there before duties can be done: people in the posts, then the list that they check by. Newcomers see all
 * of it in its order; later only what has come to lack.
 */
export function FirstSteps({ own, owes }: { own: OrganisationDetail | undefined; owes: boolean }) {
  const me = useMe();
  const lists = useRead<RecordList>(owes ? '/api/books/risk-control-list/records' : undefined);
  const gaps = own?.staffing.filter(({ gap }) => gap) ?? [];
  const vacant = gaps.map(({ title }) => title).join('、');
  if (own === undefined || own.closed !== undefined) return null;
  if (own.unled === true) {
    return (
      <p className="note alarm">
        本单位目前没有主要负责人能够登录，岗位任免、增加人员都无法办理。请主要负责人持营业执照联系所在地市场监管部门重新开通账号。
      </p>
    );
  }
  if (lists.value?.total !== 0) {
    return gaps.length === 0 ? null : (
      <p className="note alarm">
        必须配备的岗位目前无人任职：{vacant}。<Link to="/posts">查看依据并任命</Link>
      </p>
    );
  }
  return (
    <Panel title="开始之前" {...(!own.confirmed && { note: '注册信息待监管部门确认，不影响使用' })}>
      <ol className="first-steps">
        <Step isDone={gaps.length === 0} title="配备岗位">
          {gaps.length === 0 ? (
            '必须配备的岗位都有人任职。'
          ) : (
            <>
              {vacant}无人任职。<Link to="/posts">查看依据并任命</Link>
            </>
          )}
        </Step>
        <Step isDone={false} title="编制风险管控清单">
          日管控按清单逐项检查，
          {mayKeep(riskControlList, me) ? (
            <Link to="/risk-list/edit">从同类产品的模板编制</Link>
          ) : (
            '由质量安全员、质量安全总监或者主要负责人编制。'
          )}
        </Step>
        <Step isDone={false} title="第一次日管控">
          清单编好后，质量安全员每日在手机上检查，没有问题也要记录。
        </Step>
      </ol>
    </Panel>
  );
}

function Step({
  isDone,
  title,
  children,
}: {
  isDone: boolean;
  title: string;
  children: ReactNode;
}) {
  return (
    <li className={isDone ? 'done' : ''}>
      <strong>
        {title}
        {isDone && '（已完成）'}
      </strong>
      <span className="muted">{children}</span>
    </li>
  );
}
