import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { law } from '#law/all.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { Equipment, StandingPlan } from '#server/inspections/present.ts';
import { today } from '../../../kit/api/clock.ts';
import { useRead } from '../../../kit/api/read.ts';
import { DefinitionForm } from '../../../kit/form/definition-form.tsx';
import { submitRecord } from '../../books/submit-record.ts';
import { ReasonField } from '../../reports/reason-field.tsx';
import { bookOf } from './stage.ts';

/** Who tested with what, who signs; everything else is known already. */
export function Finish({
  plan,
  typed,
  given,
  isGood,
  before,
  onDone,
}: {
  plan: StandingPlan;
  typed: { readonly lot: string; readonly batch: string; readonly supplier: string };
  given: object;
  /** A lot that failed gets no certificate. */
  isGood: boolean;
  /** The record that this one corrects. */
  before?: PresentedEntry;
  onDone: () => void;
}) {
  const router = useRouter();
  const [reason, setReason] = useState('');
  const book = law.book(bookOf[plan.stage], today())!;
  const tools = useRead<{ equipment: readonly Equipment[] }>('/api/equipment');
  const fixed = {
    plan: plan.entry,
    productName: plan.productName,
    batch: typed.batch.trim(),
    // A correction that names no lot takes the one of the record away.
    lot: typed.lot === '' ? undefined : typed.lot,
    ...(plan.stage === 'incoming' ? { supplier: typed.supplier.trim() } : {}),
    ...(plan.sampling === 'aql' ? { scheme: plan.scheme } : {}),
    ...given,
  };
  if (tools.isLoading) return null;
  const fitting = (tools.value?.equipment ?? []).filter(
    ({ state, isOverdue, items }) =>
      state === 'in-use' && !isOverdue && plan.items.some(({ item }) => items.includes(item)),
  );
  return (
    <DefinitionForm
      form={book.form}
      name={`book/${book.id}/${before?.id ?? plan.entry}`}
      given={{
        attempt: 'first',
        testedOn: today(),
        laboratory: 'own',
        equipment: fitting.map(({ number }) => ({ number })),
        ...before?.input,
        ...fixed,
      }}
      hidden={[
        'plan',
        'productName',
        'supplier',
        'batch',
        'lot',
        'lotSize',
        'scheme',
        'first',
        'second',
        'outcome',
        ...(isGood ? [] : ['certificateNumber']),
      ]}
      submitLabel={before === undefined ? '记入检验记录' : '更正检验记录'}
      submit={(input) =>
        submitRecord(
          book.id,
          input,
          before === undefined ? undefined : { corrects: before.id, reason },
        )
      }
      after={
        before !== undefined && (
          <ReasonField value={reason} onChange={setReason} why="correction" policy="" />
        )
      }
      onDone={({ id }) => {
        onDone();
        void router.navigate({ to: '/entries/$id', params: { id } });
      }}
    />
  );
}
