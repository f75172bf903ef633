import { Button, Form } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { law } from '#law/all.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import type { StandardList } from '#server/standards/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { dayText } from '../../kit/show/words.ts';
import { Basis } from '../law/basis.tsx';
import { useMe } from '../me.tsx';
import './products.css';

/** Seldom needed: shown when asked for, or when what was filled in makes them necessary. */
const rare = ['code', 'partner', 'inapplicable', 'inapplicableReason'];

/** A new product in a short form; the mandatory standards of its class are offered. */
export function NewPage() {
  const me = useMe();
  const own = useRead<OrganisationDetail>(`/api/organisations/${me.organisation?.id}`);
  return (
    <Page title="登记产品" narrow>
      <Panel>
        <Shown reading={own}>{(organisation) => <NewProduct organisation={organisation} />}</Shown>
      </Panel>
    </Page>
  );
}

function NewProduct({ organisation }: { organisation: OrganisationDetail }) {
  const router = useRouter();
  const [isWhole, setWhole] = useState(false);
  const act = law.procedure('product-file', today())?.acts['file'];
  if (act === undefined) return null;
  const [only, ...others] = organisation.productClasses;
  const given: Values = {
    mode: 'own',
    ...(only === undefined || others.length > 0 ? {} : { productClass: only.id }),
  };
  const name = 'open/product-file/file';
  return (
    <DefinitionForm
      form={act.form}
      name={name}
      given={given}
      hidden={isWhole ? [] : rare}
      submitLabel="登记产品"
      submit={(input) =>
        submitOnce(name, '/api/procedures/product-file', {
          act: 'file',
          input,
          subject: organisation.id,
        })
      }
      onDone={({ proceeding }) =>
        void router.navigate(
          proceeding === undefined
            ? { to: '/products' }
            : { to: '/products/$id', params: { id: proceeding } },
        )
      }
      onCancel={() => router.history.back()}
      before={
        <div className="opening-basis">
          <Basis ids={act.basis} />
          <span className="muted">
            本单位登记的产品类别：
            {organisation.productClasses.map(({ title }) => title).join('、') || '还没有登记'}
          </span>
        </div>
      }
      after={
        !isWhole && (
          <button type="button" className="as-link" onClick={() => setWhole(true)}>
            填写商品条码、委托生产或者不适用的标准
          </button>
        )
      }
      preview={(input) => <Mandatory input={input} ask={() => setWhole(true)} />}
    />
  );
}

/** The mandatory standards of the chosen class that are not among the chosen ones yet. */
export function Mandatory({ input, ask }: { input: Values; ask?: () => void }) {
  const form = Form.useFormInstance<Values>();
  const { productClass, mode } = input;
  const standards = [input['standards'] ?? []].flat() as string[];
  const inapplicable = [input['inapplicable'] ?? []].flat() as string[];
  const isPartnered = typeof mode === 'string' && mode !== 'own';
  useEffect(() => {
    if (isPartnered) ask?.();
    // Asks once for each change, whatever function asks.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isPartnered]);
  if (typeof productClass !== 'string') return null;
  return (
    <ClassStandards
      productClass={productClass}
      known={[...standards, ...inapplicable]}
      add={(number) => form.setFieldValue('standards', [...standards, number])}
    />
  );
}

function ClassStandards({
  productClass,
  known,
  add,
}: {
  productClass: string;
  known: readonly string[];
  add: (number: string) => void;
}) {
  const found = useRead<StandardList>('/api/standards', {
    class: productClass,
    nature: 'mandatory',
  });
  const missing = (found.value?.standards ?? []).filter(
    ({ number, replacedBy, standing }) =>
      standing !== 'lapsed' && ![number, ...replacedBy].some((one) => known.includes(one)),
  );
  if (missing.length === 0) return null;
  return (
    <section className="note warn mandatory" aria-label="同类产品的强制性标准">
      <p>同类产品的强制性标准，适用的请列入：</p>
      <ul>
        {missing.map(({ number, title, from, standing }) => (
          <li key={number}>
            <span>
              {number} {title}
              {standing === 'coming' && (
                <span className="muted">（{dayText(from)}起实施，可以提前执行）</span>
              )}
            </span>
            <Button size="small" onClick={() => add(number)}>
              列入
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
