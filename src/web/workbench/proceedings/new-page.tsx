import { Form, Select } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { announcedNames } from '#kernel/paper/name.ts';
import { findDivision } from '#law/divisions.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { today } from '../../kit/api/clock.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { OrganisationPicker } from '../../kit/pick/organisation-picker.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { Basis } from '../law/basis.tsx';
import { useMe } from '../me.tsx';
import { FigurePreview } from './file-panels.tsx';
import { figuresWith } from './figures-with.ts';
import { useFilters } from '../search.ts';
import { openable } from './openable.ts';
import type { Opening } from './openable.ts';

/** Opens a proceeding: which procedure, about whom, and the form of its first act. */
export function NewPage() {
  const me = useMe();
  const [search, set] = useFilters();
  const openings = openable(me, today());
  const key = ({ procedure, act }: Opening) => `${procedure.id}/${act}`;
  const chosen =
    openings.find((one) => key(one) === search['opening']) ??
    openings.find(({ procedure }) => procedure.id === search['procedure']);
  if (openings.length === 0) {
    return (
      <Page title="办理新事项">
        <Empty title="您的岗位没有可以发起的事项">
          轮到您办理的事项会出现在<Link to="/to-do">待办</Link>中。
        </Empty>
      </Page>
    );
  }
  return (
    <Page title="办理新事项" narrow>
      <Panel>
        <label className="source-line">
          <span>办理什么</span>
          <Select
            aria-label="程序"
            placeholder="选择程序"
            value={chosen === undefined ? null : key(chosen)}
            onChange={(opening: string | null) => set({ opening: opening ?? undefined })}
            options={openings.map((one) => ({
              value: key(one),
              label: `${one.procedure.title}：${one.title}`,
            }))}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            className="select-source"
          />
        </label>
        {chosen === undefined ? (
          <p className="muted">选择程序后填写首个步骤，相关单位和人员会收到通知。</p>
        ) : (
          <OpeningForm key={key(chosen)} opening={chosen} given={search['subject']} />
        )}
      </Panel>
    </Page>
  );
}

/** A county is the place of what it opens until it says otherwise; a city or the province has to name one. */
function countyOf(code: number | undefined): number | undefined {
  return findDivision(code ?? 0)?.level === 'county' ? code : undefined;
}

const noRegion = { id: 'opening-region', title: '所在地区', sentence: '请选择所在地区' };

function OpeningForm({ opening, given }: { opening: Opening; given: string | undefined }) {
  const me = useMe();
  const router = useRouter();
  const { procedure, act, isOwn } = opening;
  const definition = procedure.acts[act]!;
  const own = me.organisation;
  const [subject, setSubject] = useState(isOwn ? own?.id : given);
  const [region, setRegion] = useState(countyOf(own?.region.code));
  const kinds = Object.values(procedure.roles)
    .filter(({ fills }) => fills === 'subject')
    .flatMap((role) => role.kinds);
  const [isLacking, setLacking] = useState(false);
  const needsRegion = subject === undefined && procedure.subject === 'optional';
  const name = `open/${procedure.id}/${act}`;
  return (
    <DefinitionForm
      form={definition.form}
      name={name}
      submitLabel={definition.title}
      submit={(input) =>
        submitOnce(name, `/api/procedures/${procedure.id}`, {
          act,
          input,
          ...(subject === undefined ? {} : { subject }),
          ...(needsRegion && region !== undefined ? { region } : {}),
        })
      }
      onDone={({ proceeding }) =>
        void router.navigate(
          proceeding === undefined
            ? { to: '/proceedings' }
            : { to: '/proceedings/$id', params: { id: proceeding } },
        )
      }
      preview={(input) => (
        <FigurePreview figures={figuresWith(procedure, [], act, input)} former={[]} />
      )}
      lacks={() => {
        const isMissing = needsRegion && region === undefined;
        setLacking(isMissing);
        return isMissing ? [noRegion] : [];
      }}
      onCancel={() => router.history.back()}
      before={
        <>
          <div className="opening-basis">
            <Basis ids={definition.basis} />
            {definition.document !== undefined && (
              <span className="muted">将生成{announcedNames(definition.document)}</span>
            )}
          </div>
          {!isOwn && (
            <div className="fields">
              <Form.Item
                label="相关单位"
                required={procedure.subject === 'required'}
                {...(procedure.subject === 'optional' && { extra: '未登记的单位可以不选' })}
              >
                <OrganisationPicker
                  label="相关单位"
                  {...(kinds.length > 0 && { kinds: [...new Set(kinds)] })}
                  value={subject}
                  onChange={setSubject}
                />
              </Form.Item>
              {needsRegion && (
                <Form.Item
                  label={noRegion.title}
                  htmlFor={noRegion.id}
                  required
                  {...(isLacking &&
                    region === undefined && { validateStatus: 'error', help: noRegion.sentence })}
                >
                  <RegionSelect id={noRegion.id} value={region} onChange={setRegion} />
                </Form.Item>
              )}
            </div>
          )}
        </>
      }
    />
  );
}
