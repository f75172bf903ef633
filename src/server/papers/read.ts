import { dayOf } from '#kernel/calendar/plain-date.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import { idsNamed } from '#kernel/derive/named.ts';
import { deadlinesOf } from '#kernel/due.ts';
import type { RowOf } from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import { lawFor } from '#kernel/law.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import { loadProceeding } from '../reading/load-proceeding.ts';
import type { Context, SignedIn } from '../context.ts';
import type { OfficialDocument } from '../documents/model.ts';
import { idsIn, withhold } from '../proceedings/present.ts';
import { readBusiness } from '../reading/organisation-facts.ts';
import { readerOf } from '../reading/reader-roles.ts';
import { dossierOf } from './dossier.ts';
import { drawnSignatures } from './drawn.ts';
import { entryPaper, recordForm } from './entry-paper.ts';
import type { PaperForm } from './entry-paper.ts';
import { nameOnPapers } from './matter.ts';
import { findPaperRow, paperIndexes, paperNames, pickedRecords } from './queries.ts';
import type { PaperRow } from './queries.ts';
import { besideEntry, nothingBeside, toldByEntry } from './recited.ts';
import { rowFields, rowTexts } from './value-text.ts';

const noEntry = refuse('not-found', '没有找到这条记录，或者您无权查看。');
const noProceeding = refuse('not-found', '没有找到这一事项，或者您无权查看。');

/** Makes the paper of an entry as the reader may see it. */
export async function readEntryPaper(
  tx: Tx,
  context: Context,
  who: SignedIn,
  id: string,
): Promise<OfficialDocument | Refusal> {
  const row = await findPaperRow(tx, id);
  if (row === undefined) return noEntry;
  const found = await formOf(tx, context, who, row);
  if (found === undefined) return noEntry;
  const { form, shown, withheld, beside } = found;
  const fields = describeForm(form.form);
  const ids = [...idsNamed(fields, shown), ...idsNamed(beside.fields, beside.input)];
  const subject = form.kind === 'act' ? form.subject : undefined;
  const known = [row.organisation_id, row.account_id, row.account_organisation_id, subject];
  const [names, rows] = await Promise.all([
    paperNames(tx, [...ids, ...known]),
    rowNames(tx, rowFields(fields), shown),
  ]);
  const all = { ...names, names: new Map([...names.names, ...rows]) };
  const { settings } = context;
  const law = lawFor(context.law, await readBusiness(tx, subject ?? row.organisation_id));
  const drawn = await drawnSignatures(context.files, fields, shown);
  const { baseUrl } = settings;
  return entryPaper({ row, form, shown, withheld, beside, names: all, law, drawn, baseUrl });
}

/** What the keys in an input stand for. */
async function rowNames(tx: Tx, fields: readonly RowOf[], input: JsonObject) {
  const picked = fields.map((field) => ({ field, record: input[field.record] }));
  const ids = picked.map(({ record }) => record).filter((id) => typeof id === 'string');
  if (ids.length === 0) return [];
  const records = await pickedRecords(tx, ids);
  return picked.flatMap(({ field, record }) => {
    const found = typeof record === 'string' ? records.get(record) : undefined;
    return found === undefined ? [] : rowTexts(field, found);
  });
}

async function formOf(tx: Tx, context: Context, who: SignedIn, row: PaperRow) {
  if (row.proceeding_id === null) {
    const form = recordForm(row, context.law);
    const own = { shown: row.input, withheld: [], beside: nothingBeside };
    return form === undefined ? undefined : { form, ...own };
  }
  const loaded = await loadProceeding(tx, context.law, row.proceeding_id);
  const act = loaded?.procedure.acts[row.act];
  if (loaded === undefined || act === undefined) return undefined;
  const form: PaperForm = {
    kind: 'act',
    definition: loaded.procedure,
    act,
    form: act.form,
    proceeding: nameOnPapers(loaded),
    subject: loaded.organisation,
  };
  const reader = await readerOf(tx, context, who, loaded);
  const beside = await besideEntry(tx, context.law, loaded, reader, row.id);
  // Whoever filled a form in knows what it says; what the paper recites may be others'.
  if (row.account_id === who.account.id) return { form, shown: row.input, withheld: [], beside };
  return { form, ...withhold(act, row, reader), beside };
}

/** Makes the dossier of a proceeding as the reader may see it. */
export async function readDossier(
  tx: Tx,
  context: Context,
  who: SignedIn,
  id: string,
): Promise<OfficialDocument | Refusal> {
  const proceeding = await loadProceeding(tx, context.law, id);
  if (proceeding === undefined) return noProceeding;
  const { procedure, snapshot, region } = proceeding;
  const { history } = snapshot;
  const reader = await readerOf(tx, context, who, proceeding);
  const inputs = new Map(
    history.map((past) => [past.entry, withhold(procedure.acts[past.act], past, reader)]),
  );
  const [names, indexes, regions, told] = await Promise.all([
    paperNames(tx, idsIn(proceeding, reader)),
    paperIndexes(
      tx,
      history.map((past) => past.entry),
    ),
    tx.rows<{ name: string }>('select name from region where code = $1', [region]),
    toldByEntry(tx, context.law, proceeding, reader),
  ]);
  const now = context.now();
  const { organisation } = proceeding;
  const business = organisation === undefined ? undefined : await readBusiness(tx, organisation);
  return dossierOf({
    proceeding,
    regionName: regions[0]?.name ?? String(region),
    deadlines: deadlinesOf(
      procedure,
      history,
      context.law.calendar,
      proceeding.leftAt ?? now,
      proceeding.snapshot.seats,
    ),
    inputs,
    told,
    names,
    indexes,
    law: lawFor(context.law, business),
    baseUrl: context.settings.baseUrl,
    today: dayOf(now),
    reader: who.organisation?.name ?? who.account.name,
  });
}
