import type { JsonObject } from '#kernel/json.ts';
import type { Tx } from '#db/transaction.ts';
import { frozen } from './difference.ts';
import type { Audit, Difference } from './difference.ts';

interface Row {
  entry_id: string;
  organisation_id: string;
  basis: string;
  reason: string;
  requested_by: string;
  approved_by: string;
  /** The request and the approval as the log has them; null where there is none. */
  request: JsonObject | null;
  request_account: string | null;
  approval_account: string | null;
  is_empty: boolean | null;
}

/**
 * Compares each erasure with its request and approval, which stand in the log: who asked for what and why, and that
 * another person approved. An entry without content that no erasure names was found with the log itself.
 */
export async function checkErasures(audit: Audit): Promise<Difference | undefined> {
  const rows = await audit.database.asSystem('audit', selectErasures, frozen);
  for (const row of rows) {
    const wrong = wrongColumn(row);
    if (wrong === undefined) continue;
    return {
      check: 'erasures',
      table: 'erasure',
      column: wrong,
      entry: row.entry_id,
      organisation: row.organisation_id,
      zh: `记录${row.entry_id}的内容删除与账本中的申请、审批不一致。`,
      en: `the erasure of entry ${row.entry_id} differs in ${wrong} from its request and approval`,
    };
  }
  audit.count('erasures', rows.length);
  return undefined;
}

function wrongColumn(row: Row): string | undefined {
  if (row.approval_account === null || row.request === null) return 'approval_id';
  if (row.approval_account !== row.approved_by) return 'approved_by';
  if (row.request_account !== row.requested_by || row.requested_by === row.approved_by) {
    return 'requested_by';
  }
  if (row.request['entry'] !== row.entry_id || row.is_empty !== true) return 'entry_id';
  if (row.request['basis'] !== row.basis) return 'basis';
  return row.request['reason'] === row.reason ? undefined : 'reason';
}

function selectErasures(tx: Tx): Promise<Row[]> {
  return tx.rows<Row>(
    `select x.entry_id, x.organisation_id, x.basis, x.reason, x.requested_by, x.approved_by, r.input as request,
       r.account_id as request_account, a.account_id as approval_account,
       e.salt is null and e.input = '{}'::jsonb as is_empty
     from erasure x
     left join entry e on e.id = x.entry_id and e.organisation_id = x.organisation_id
     left join entry a on a.id = x.approval_id and a.definition = 'entry-erasure' and a.act = 'approve'
     left join entry r on r.proceeding_id = a.proceeding_id and r.definition = 'entry-erasure' and r.act = 'request'
     order by x.at`,
  );
}
