import { Input, Radio } from 'antd';
import type { DailyAnswer } from '#law/enterprise/daily/form.ts';
import type { RiskItem } from '#law/enterprise/risk-control-list.ts';
import { FilesInput } from '../../kit/form/files-input.tsx';
import type { Answering } from './daily.ts';

/** One item of the list with its result; a finding asks what it is and what was done at once. */
export function DailyItem({
  item,
  answer,
  onChange,
}: {
  item: RiskItem;
  answer: Answering;
  onChange: (answer: Answering) => void;
}) {
  const isFinding = answer.result === 'finding';
  const isDone = answer.result === 'normal' || answer.result === 'finding';
  const wantsPhoto = isFinding || (item.photoRequired && isDone);
  const set = (part: Answering) => onChange({ ...answer, ...part });
  return (
    <li className={`daily-item ${answer.result ?? ''}`}>
      <div className="daily-what">
        <strong>
          <span className="num muted">{item.code}</span> {item.keyLink}：{item.riskPoint}
        </strong>
        <span className="muted">
          {item.measure}
          {item.photoRequired && '（须拍照）'}
        </span>
      </div>
      <Radio.Group
        aria-label={`${item.code}检查结果`}
        optionType="button"
        value={answer.result}
        onChange={(event) => set({ result: event.target.value as DailyAnswer['result'] })}
        options={[
          { value: 'normal', label: '未发现问题' },
          { value: 'finding', label: '发现问题' },
          { value: 'not-applicable', label: '当日不涉及' },
        ]}
      />
      {isDone && (
        <div className="daily-more">
          <Input
            aria-label={`${item.code}实测值`}
            placeholder="实测值（选填）"
            value={answer.measured ?? ''}
            maxLength={200}
            onChange={(event) => set({ measured: event.target.value })}
          />
          {isFinding && (
            <>
              <Input.TextArea
                aria-label={`${item.code}情况说明`}
                placeholder="发现了什么问题（必填）"
                value={answer.note ?? ''}
                autoSize={{ minRows: 1 }}
                onChange={(event) => set({ note: event.target.value })}
              />
              <Input.TextArea
                aria-label={`${item.code}即时措施`}
                placeholder="已采取的即时措施（必填）"
                value={answer.immediateMeasure ?? ''}
                autoSize={{ minRows: 1 }}
                onChange={(event) => set({ immediateMeasure: event.target.value })}
              />
            </>
          )}
          {wantsPhoto && (
            <FilesInput
              label={`${item.code}照片`}
              max={9}
              pictures
              value={[...(answer.photos ?? [])]}
              onChange={(photos) => set({ photos })}
            />
          )}
        </div>
      )}
    </li>
  );
}
