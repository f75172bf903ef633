import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { OrganisationDetail, PresentedClaim } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { exactText } from '../../kit/show/words.ts';
import { FactList } from '../../kit/show/fact-list.tsx';
import { FirstAccount } from './first-account.tsx';

/** To the regulator: that nobody can act for a firm, or who claims it. Nothing where somebody can. */
export function AccountNote({ organisation }: { organisation: OrganisationDetail }) {
  const [isOpen, setOpen] = useState(false);
  if (organisation.claim !== undefined) {
    return <Claim claim={organisation.claim} name={organisation.name} />;
  }
  if (organisation.hasAccount !== false || organisation.closed !== undefined) return null;
  return (
    <div className="note warn stack">
      <p>
        这家单位没有主要负责人能够登录办理：还没有开通账号，或者原来的都已经离任、停用。可以核对身份后为其现任主要负责人开通，也可以由其在“企业注册”中用统一社会信用代码认领。
      </p>
      <div className="row-buttons">
        <Button size="small" type="primary" onClick={() => setOpen(true)}>
          开通账号
        </Button>
      </div>
      {isOpen && <FirstAccount organisation={organisation} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** Who claims the firm's account, beside what the register holds, and what the regulator decides. */
function Claim({ claim, name }: { claim: PresentedClaim; name: string }) {
  const refresh = useRefresh();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState<'confirm' | 'refuse'>();

  async function decide(verdict: 'confirm' | 'refuse') {
    setBusy(verdict);
    const answer = await call<void>('POST', `/api/claims/${claim.id}/${verdict}`);
    setBusy(undefined);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) await refresh();
  }

  const facts: readonly (readonly [string, string])[] = [
    ['认领人', claim.name],
    ['登录名', claim.login],
    ['电话', claim.phone || '未填写'],
    [
      '所填单位名称',
      claim.firmName === name ? `${name}（与登记一致）` : `${claim.firmName}（与登记不同）`,
    ],
    ['认领时间', exactText(claim.at)],
  ];
  return (
    <div className="note warn stack">
      <p>
        有人认领这家单位的账号。请核对营业执照和本人身份：确认后账号启用，认领人自当天起任主要负责人；驳回后其账号删除，可以重新认领。
      </p>
      <FactList facts={facts} />
      <div className="row-buttons">
        <Button
          size="small"
          type="primary"
          loading={busy === 'confirm'}
          onClick={() => void decide('confirm')}
        >
          已核对，确认
        </Button>
        <Popconfirm
          title="驳回这次认领？"
          description="认领人的账号随之删除。"
          okText="驳回"
          cancelText="取消"
          onConfirm={() => decide('refuse')}
        >
          <Button size="small" danger loading={busy === 'refuse'}>
            驳回
          </Button>
        </Popconfirm>
      </div>
      {problem !== undefined && <ProblemView problem={problem} />}
    </div>
  );
}
