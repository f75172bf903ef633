import { Button } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import type { Procedure } from '#kernel/definition.ts';
import type { ProceedingDetail } from '#server/proceedings/present.ts';
import { isKind, useMe } from '../me.tsx';

/** Procedures with a screen of their own. */
export function Desk({ proceeding: { id, procedure, final } }: { proceeding: ProceedingDetail }) {
  const me = useMe();
  if (procedure === 'recall' && isKind(me, ['enterprise', 'market-regulator'])) {
    return (
      <Link to="/recalls/$id" params={{ id }}>
        召回工作台
      </Link>
    );
  }
  if (procedure === 'recall-notice' && !final && isKind(me, ['enterprise', 'platform'])) {
    return (
      <Link to="/recall-notices/$id" params={{ id }}>
        查找批次并答复
      </Link>
    );
  }
  return null;
}

/** Offices that carry on a case which traces may follow lots for it, as long as it is open. */
export function TraceButton({
  procedure,
  proceeding,
}: {
  procedure: Procedure | undefined;
  proceeding: ProceedingDetail;
}) {
  const me = useMe();
  const router = useRouter();
  const isOpen = procedure?.traces === true && proceeding.closedAt === undefined;
  if (!isOpen || !isKind(me, ['market-regulator', 'industry-department', 'customs'])) return null;
  const search = { proceeding: proceeding.id } as never;
  return <Button onClick={() => void router.navigate({ to: '/trace', search })}>追溯批次</Button>;
}
