import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { closings } from '#law/regulator/registration/standing-rules.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import { today } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { isKind, useMe } from '../me.tsx';

type Change = 'reject' | 'close' | 'reopen';

interface Given {
  readonly cause?: keyof typeof closings;
  readonly on?: string;
  readonly reason: string;
}

const words: Readonly<Record<Change, { title: string; act: string; about: string }>> = {
  reject: {
    title: '驳回自行注册',
    act: '驳回',
    about:
      '驳回后该单位的账号不能再登录，登录时会看到理由；统一社会信用代码可以由真正的单位重新注册或者由您登记。驳回不能撤销。',
  },
  close: {
    title: '终止单位',
    act: '终止',
    about:
      '自今天起不再产生日管控、周排查、月调度义务，以前的记录、缺失和事项不变，单位不再列入名录和抽取范围。办错的可以恢复。',
  },
  reopen: {
    title: '恢复单位',
    act: '恢复',
    about: '自今天起各项责任重新适用，终止期间不补算。',
  },
};

const labels: Readonly<Record<string, string>> = {
  cause: '终止情形',
  on: '终止日期',
  reason: '理由',
};

/** A button that opens what the regulator of the place says about a firm's standing. */
export function StandingButton({
  organisation,
  change,
}: {
  organisation: OrganisationDetail;
  change: Change;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        {...(change === 'close' ? {} : { size: 'small' as const })}
        danger={change !== 'reopen'}
        onClick={() => setOpen(true)}
      >
        {words[change].act}
      </Button>
      {isOpen && (
        <StandingDialog
          organisation={organisation}
          change={change}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function StandingDialog({
  organisation,
  change,
  onClose,
}: {
  organisation: OrganisationDetail;
  change: Change;
  onClose: () => void;
}) {
  const [form] = Form.useForm<Given>();
  const refresh = useRefresh();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const { title, act, about } = words[change];
  const openCases = organisation.openCases ?? 0;

  async function save(given: Given) {
    setBusy(true);
    const path = `/api/organisations/${organisation.id}/standing`;
    const answer = await call<void>('POST', path, { change, ...given });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    onClose();
    await refresh();
  }

  return (
    <Modal open title={`${title}：${organisation.name}`} footer={null} onCancel={onClose}>
      <div className="stack">
        <p>{about}</p>
        {change !== 'reopen' && openCases > 0 && (
          <p className="note warn">
            这家单位还有{openCases}件事项没有办结。终止不影响这些事项继续办理，请确认无须先办结。
          </p>
        )}
        <Form<Given>
          form={form}
          layout="vertical"
          initialValues={change === 'close' ? { on: today() } : {}}
          onFinish={(given) => void save(given)}
        >
          {change === 'close' && (
            <>
              <Form.Item
                name="cause"
                label={labels['cause']}
                rules={[{ required: true, message: '请选择终止情形' }]}
              >
                <Select
                  options={Object.entries(closings).map(([value, label]) => ({ value, label }))}
                />
              </Form.Item>
              <Form.Item
                name="on"
                label={labels['on']}
                extra="营业执照注销、吊销或者迁出之日，不能晚于今天"
                rules={[{ required: true, message: '请填写终止日期' }]}
              >
                <DateInput label="终止日期" />
              </Form.Item>
            </>
          )}
          <Form.Item
            name="reason"
            label={labels['reason']}
            rules={[{ required: true, whitespace: true, min: 2, message: '请写明理由' }]}
          >
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
          {problem !== undefined && (
            <ProblemView problem={problem} titleOf={(path) => labels[path] ?? path} />
          )}
          <div className="form-foot">
            <Button type="primary" danger={change !== 'reopen'} htmlType="submit" loading={isBusy}>
              {act}
            </Button>
            <Button onClick={onClose}>取消</Button>
          </div>
        </Form>
      </div>
    </Modal>
  );
}

/** That a firm ended, when and why; the regulator may open it again. */
export function ClosedNote({ organisation }: { organisation: OrganisationDetail }) {
  const me = useMe();
  const { closed } = organisation;
  if (closed === undefined) return null;
  return (
    <div className="note alarm stack">
      <p>
        {closed.title}（{closed.on}），不再产生各项履职义务。
        {closed.reason !== '' && `理由：${closed.reason}`}
      </p>
      {closed.as !== 'rejected' && isKind(me, ['market-regulator']) && (
        <div className="row-buttons">
          <StandingButton organisation={organisation} change="reopen" />
        </div>
      )}
    </div>
  );
}
