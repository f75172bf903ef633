import { Button } from 'antd';
import { useState } from 'react';
import { daysBetween } from '#kernel/calendar/plain-date.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { Panel } from '../../kit/page/page.tsx';
import { InputView } from '../../kit/show/input-view.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { shortDayText } from '../../kit/show/words.ts';
import { ChangedFigures } from './changed-figures.tsx';
import { changedFigures, redraftedTexts } from './changes.ts';
import { ReasonField } from './reason-field.tsx';
import type { Recording } from './recording.ts';
import { useSigning } from './sign.tsx';
import './report.css';

interface Draft {
  readonly input: Values;
  /** Hash of the form under which the draft was made. */
  readonly form: string;
  readonly late: boolean;
}

/** A field of figures that the platform sums up: shown beside the text and never typed. */
const figures = 'figures';

/**
 * Edits a periodic report: the platform drafts it from what was recorded, the person edits the text and signs. The
 * figures always stand as the platform counts them now.
 */
export function ReportEditor({ duty, period, isLate, early, before, onDone }: Recording) {
  const draft = useRead<Draft>(`/api/duties/${duty.id}/draft`, { period: period.from });
  const [reason, setReason] = useState('');
  const confirmSigning = useSigning();
  const fields = describeForm(duty.form);
  const counted = fields.find(({ name }) => name === figures);
  const [first, setFirst] = useState<Values>();
  if (first === undefined && draft.value !== undefined) setFirst(draft.value.input);
  const why = before !== undefined ? 'correction' : early === undefined ? 'late' : 'early';
  const needsReason = isLate || why !== 'late';
  return (
    <Shown reading={draft} rows={10}>
      {({ input, form }) => {
        // A correction keeps the text of the record before it; the figures are counted anew.
        const given: Values =
          before === undefined ? input : { ...before.input, [figures]: input[figures] };
        const changes = changedFigures(
          counted?.fields ?? [],
          (before?.input ?? first)?.[figures],
          input[figures],
        );
        const redrafted =
          changes.length === 0 ? {} : redraftedTexts(before?.input ?? first ?? input, input);
        return (
          <div className={counted === undefined ? 'stack' : 'columns report'}>
            <Panel title={before === undefined ? '报告内容' : '更正后的内容'}>
              {early !== undefined && <Early until={period.to} ripe={early} />}
              <DefinitionForm
                form={duty.form}
                name={`duty/${duty.id}/${period.from}${before === undefined ? '' : '/correction'}`}
                given={given}
                redrafted={redrafted}
                hidden={counted === undefined ? [] : [figures]}
                submitLabel="签署并提交"
                confirm={() => confirmSigning(duty)}
                submit={(content) =>
                  submitOnce(`duty/${duty.id}/${period.from}`, `/api/duties/${duty.id}/records`, {
                    period: period.from,
                    form,
                    input: content,
                    ...(needsReason ? { reason } : {}),
                    ...(before === undefined ? {} : { corrects: before.id }),
                  })
                }
                onDone={onDone}
                after={
                  needsReason && (
                    <ReasonField
                      value={reason}
                      onChange={setReason}
                      why={why}
                      policy={(why === 'early' ? duty.early : duty.late)?.policy ?? ''}
                    />
                  )
                }
              />
            </Panel>
            {counted !== undefined && (
              <Panel
                title={counted.label}
                acts={
                  <Button size="small" onClick={draft.again} loading={draft.isFetching}>
                    重新汇总
                  </Button>
                }
              >
                <ChangedFigures changes={changes} isCorrection={before !== undefined} />
                <InputView
                  fields={counted.fields ?? []}
                  input={(input[figures] ?? {}) as Record<string, unknown>}
                />
                <p className="muted">
                  由平台按已提交的记录汇总，不能手工修改；数据变化后请重新汇总再签署。
                </p>
              </Panel>
            )}
          </div>
        );
      }}
    </Shown>
  );
}

/** Says plainly that the period is not over: what happens in the days to come stands in no report. */
function Early({ until, ripe }: { until: string; ripe: string }) {
  return (
    <p className="note" role="note">
      <strong>本期还没有结束（还有{daysBetween(today(), until)}天）。</strong>
      现在签署，之后几天的检查和问题不会进入本报告；建议在{shortDayText(ripe)}
      （本期最后一个工作日）或者以后签署。确需提前的，请写明原因，记录上将标明“提前签署”。
    </p>
  );
}
