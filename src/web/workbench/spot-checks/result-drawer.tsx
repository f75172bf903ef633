import { App, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import type { Procedure } from '#kernel/definition.ts';
import { judgementOf, requirementOf } from '#law/regulator/spot-check/rules/items.ts';
import type { PresentedOffer, ProceedingDetail } from '#server/proceedings/present.ts';
import type { TableRows } from '#server/spot-checks/present.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import { useFocusBack } from '../../kit/page/focus-back.ts';
import { ActDrawer } from '../proceedings/act-drawer.tsx';
import { Verdict } from './verdict.tsx';
import { standardIn } from './results.tsx';
import { TableUpload } from './table-upload.tsx';

interface Row {
  readonly item: string;
  readonly measured: string;
}

/** The laboratory types or imports measured values; each is judged at once, and the conclusion follows. */
export function ResultDrawer({
  check,
  procedure,
  offer,
  onClose,
}: {
  check: ProceedingDetail;
  procedure: Procedure;
  offer: PresentedOffer;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  useFocusBack();
  const standard = standardIn(check);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const act = procedure.acts[offer.act];
  if (standard.length === 0 || act === undefined) {
    return <ActDrawer proceeding={check} procedure={procedure} offer={offer} onClose={onClose} />;
  }
  const judged = standard.map((own) => {
    const measured = values[own.item] ?? '';
    return { own, measured, found: judgementOf(own, measured) };
  });
  const items = judged.map(({ own, measured, found }) => ({
    item: own.item,
    requirement: requirementOf(own),
    method: own.method,
    measured,
    verdict: found.verdict,
  }));
  const isDone = judged.every(({ found }) => found.verdict !== undefined);
  const fails = judged.some(({ found }) => found.verdict === 'fail');
  const conclusion = isDone ? (fails ? 'fail' : 'pass') : undefined;
  const name = `act/${check.id}/${offer.act}`;
  return (
    <Drawer open title={offer.title} onClose={onClose} size="min(820px, 100vw)" destroyOnHidden>
      <div className="stack">
        <TableUpload<TableRows<Row>>
          path={`/api/spot-checks/${check.id}/results`}
          template={`/api/spot-checks/${check.id}/results.xlsx`}
          label="检验结果表"
          onRows={({ rows }) =>
            setValues(Object.fromEntries(rows.map(({ item, measured }) => [item, measured])))
          }
        />
        <table className="data-table result-entry">
          <caption>检验结果</caption>
          <thead>
            <tr>
              <th scope="col">检验项目</th>
              <th scope="col">技术要求</th>
              <th scope="col">实测值</th>
              <th scope="col">单项判定</th>
            </tr>
          </thead>
          <tbody>
            {judged.map(({ own, measured, found }) => (
              <tr key={own.item} className={found.verdict === 'fail' ? 'alarm' : ''}>
                <td data-label="检验项目">
                  <div className="cell">
                    {own.item}
                    <div className="muted small">{own.method}</div>
                  </div>
                </td>
                <td data-label="技术要求">
                  <div className="cell">{requirementOf(own)}</div>
                </td>
                <td data-label="实测值">
                  <div className="cell">
                    <Input
                      aria-label={`${own.item}实测值`}
                      value={measured}
                      suffix={own.unit}
                      placeholder={own.rule === 'conforms' ? '符合 / 不符合' : ''}
                      onChange={({ target }) => setValues({ ...values, [own.item]: target.value })}
                    />
                  </div>
                </td>
                <td data-label="单项判定">
                  <div className="cell">
                    {found.verdict === undefined ? (
                      <span className="muted small">
                        {measured === '' ? '待填' : found.unclear}
                      </span>
                    ) : (
                      <Verdict conclusion={found.verdict} />
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          检验结论：
          {conclusion === undefined ? (
            <span className="muted">各项填写后自动得出</span>
          ) : (
            <Verdict conclusion={conclusion} />
          )}
        </p>
        {conclusion === undefined ? (
          <Button disabled>填完各项后出具报告</Button>
        ) : (
          <DefinitionForm
            form={act.form}
            name={name}
            given={{ items, conclusion }}
            hidden={['items', 'conclusion']}
            submitLabel={offer.title}
            submit={(input) =>
              submitOnce(name, `/api/proceedings/${check.id}/acts/${offer.act}`, { input })
            }
            onDone={() => {
              message.success('检验报告已报送');
              onClose();
            }}
            onCancel={onClose}
          />
        )}
      </div>
    </Drawer>
  );
}
