/** @jsxImportSource preact */
import { edit } from '../../acts/fill.ts';
import { issueTitle } from '../../day/check.ts';
import type { Draft } from '../../day/draft.ts';
import { TextField } from '../../parts/field.tsx';

/** Why the server refused the record the last time, where in the list. */
export function SentBack({ draft }: { readonly draft: Draft }) {
  const { detail, issues } = draft.refused ?? { detail: '', issues: [] };
  return (
    <section class="banner is-danger" role="alert">
      <p>
        <b>上次提交被退回：</b>
        {detail}
      </p>
      {issues.map(({ path, sentence }) => (
        <p key={path}>{issueTitle(draft, path) + sentence}</p>
      ))}
    </section>
  );
}

/** Why the record is late, or what it corrects. */
export function Reason({
  draft,
  gap,
}: {
  readonly draft: Draft;
  readonly gap: string | undefined;
}) {
  const isCorrection = draft.corrects !== undefined;
  return (
    <section class="card is-late" id="at-reason">
      <TextField
        label={isCorrection ? '更正原因' : '补录原因'}
        rows={2}
        max={500}
        value={draft.reason}
        gap={gap}
        phrases={
          isCorrection
            ? ['填写有误', '补充说明', '检验结果更新']
            : ['忘记提交', '手机故障', '网络不通']
        }
        onInput={(reason) => edit(draft.day, (latest) => ({ ...latest, reason }))}
      />
    </section>
  );
}

/** Why nothing was produced on the day. */
export function Idle({ draft, gap }: { readonly draft: Draft; readonly gap: string | undefined }) {
  return (
    <section class="card" id="at-idle">
      <TextField
        label="停产、休业原因"
        max={200}
        value={draft.idleReason}
        gap={gap}
        phrases={['周末休息', '法定节假日', '设备检修', '订单不足', '停电']}
        onInput={(idleReason) => edit(draft.day, (latest) => ({ ...latest, idleReason }))}
      />
    </section>
  );
}
