import { Button, Tabs } from 'antd';
import { useParams, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { yuanText } from '../../kit/show/words.ts';
import { FactList } from '../../kit/show/fact-list.tsx';
import { Certificates } from '../certificates/organisation-certificates.tsx';
import { Duties } from '../duties/duties-page.tsx';
import { holds, isKind, useMe } from '../me.tsx';
import { Products } from '../products/organisation-products.tsx';
import { ProceedingList } from '../proceedings/proceeding-list.tsx';
import { useFilters } from '../search.ts';
import { VisitCodePanel } from '../visits/visit-code.tsx';
import { AccountNote } from './account-note.tsx';
import { AskedNote } from './asked-note.tsx';
import { Books } from './organisation-books.tsx';
import { Staffing } from './staffing.tsx';
import { ClosedNote, StandingButton } from './standing.tsx';

const businesses = { producer: '生产', wholesale: '批发', retail: '零售' } as const;
const sizes = { large: '大型', medium: '中型', small: '小型' } as const;

/** The reader's own organisation. */
export function OwnPage() {
  const me = useMe();
  return me.organisation === null ? (
    <Empty title="您没有所属单位" />
  ) : (
    <Detail id={me.organisation.id} />
  );
}

/** What being on the list means for whoever plans checks here. */
function Dishonest({ number, since, until }: NonNullable<OrganisationDetail['dishonest']>) {
  return (
    <p className="note alarm">
      严重违法失信名单当事人：{since !== undefined && `${since}列入`}
      {number !== undefined && `（${number}）`}
      {until !== undefined && `，公示至${until}`}
      。列为重点监管对象，提高检查频次；双随机抽取时单独成层。
    </p>
  );
}

/** An organisation: what it is, who fills its posts, how it carries out its duties, what runs about it. */
export function DetailPage() {
  const { id } = useParams({ from: '/shell/organisations/$id' });
  return <Detail key={id} id={id} />;
}

function Detail({ id }: { id: string }) {
  const organisation = useRead<OrganisationDetail>(`/api/organisations/${id}`);
  return (
    <Shown reading={organisation} rows={10}>
      {(value) => <OneOrganisation organisation={value} />}
    </Shown>
  );
}

function OneOrganisation({ organisation }: { organisation: OrganisationDetail }) {
  const me = useMe();
  const router = useRouter();
  const [search, set] = useFilters();
  const { id, name, kind } = organisation;
  const isEnterprise = kind === 'enterprise';
  const isOwn = me.organisation?.id === id;
  const mayEdit =
    organisation.isChangeable &&
    (isKind(me, ['market-regulator']) || (isOwn && holds(me, ['principal'])));
  const tabs = [
    ...(isEnterprise
      ? [
          { key: 'duties', label: '履职月历', children: <Duties organisation={id} /> },
          {
            key: 'staffing',
            label: organisation.gap ? '岗位配备（有空缺）' : '岗位配备',
            children: <Staffing organisation={organisation} />,
          },
          {
            key: 'products',
            label: '产品',
            children: <Products organisation={id} />,
          },
          {
            key: 'certificates',
            label: '许可与认证',
            children: <Certificates organisation={id} />,
          },
        ]
      : []),
    {
      key: 'proceedings',
      label: '相关事项',
      children: <ProceedingList query={{ organisation: id }} />,
    },
    ...(isEnterprise
      ? [{ key: 'books', label: '台账', children: <Books organisation={organisation} /> }]
      : []),
  ];
  const active = tabs.some(({ key }) => key === search['tab']) ? search['tab'] : tabs[0]?.key;
  return (
    <Page
      title={name}
      about={`${organisation.kindTitle} · ${organisation.regionName}`}
      acts={
        mayEdit &&
        organisation.closed === undefined && (
          <>
            {organisation.confirmed && isKind(me, ['market-regulator']) && (
              <StandingButton organisation={organisation} change="close" />
            )}
            <Button
              onClick={() =>
                void router.navigate({ to: '/organisations/$id/edit', params: { id } })
              }
            >
              变更信息
            </Button>
          </>
        )
      }
    >
      <ClosedNote organisation={organisation} />
      {organisation.gap && organisation.closed === undefined && (
        <p className="note alarm">
          必须配备的岗位无人任职：
          {organisation.staffing
            .filter(({ gap }) => gap)
            .map(({ title }) => title)
            .join('、')}
          。
        </p>
      )}
      {organisation.dishonest !== undefined && <Dishonest {...organisation.dishonest} />}
      {!organisation.confirmed && organisation.closed === undefined && (
        <Unconfirmed organisation={organisation} />
      )}
      <AskedNote organisation={organisation} />
      <AccountNote organisation={organisation} />
      <Panel>
        <Facts organisation={organisation} />
      </Panel>
      {isOwn && isEnterprise && <VisitCodePanel />}
      <Tabs
        {...(active === undefined ? {} : { activeKey: active })}
        onChange={(tab) => set({ tab })}
        destroyOnHidden
        items={tabs}
        className="tabs"
      />
    </Page>
  );
}

/** An enterprise that registered itself waits for the regulator of its county. */
function Unconfirmed({ organisation }: { organisation: OrganisationDetail }) {
  const me = useMe();
  const refresh = useRefresh();
  const [problem, setProblem] = useState<Problem>();

  async function confirm() {
    const answer = await call<void>('POST', `/api/organisations/${organisation.id}/confirm`);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) await refresh();
  }

  return (
    <div className="note warn">
      <p>该单位自行注册，信息尚待所在地市场监管部门核对营业执照后确认。</p>
      {isKind(me, ['market-regulator']) && (
        <div className="row-buttons">
          <Button size="small" type="primary" onClick={() => void confirm()}>
            已核对，确认
          </Button>
          <StandingButton organisation={organisation} change="reject" />
        </div>
      )}
      {problem !== undefined && <ProblemView problem={problem} />}
    </div>
  );
}

function Facts({ organisation }: { organisation: OrganisationDetail }) {
  const { creditCode, business, size, headcount, revenueYuan, productClasses } = organisation;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      '信用代码',
      <span key="c" className="num">
        {creditCode ?? '—'}
      </span>,
    ],
    ...(business === undefined ? [] : [['经营类型', businesses[business]] as const]),
    ...(size === undefined ? [] : [['企业规模', sizes[size]] as const]),
    ...(headcount === undefined ? [] : [['从业人员', `${headcount}人`] as const]),
    ...(revenueYuan === undefined ? [] : [['年营业收入', yuanText(revenueYuan)] as const]),
    ['地址', organisation.address || '—'],
    ['电话', organisation.phone || '—'],
    ...(organisation.hasAccount === undefined
      ? []
      : [
          [
            '账号',
            organisation.hasAccount ? '有主要负责人能够办理' : '没有主要负责人能够办理',
          ] as const,
        ]),
    ...(organisation.kind === 'enterprise'
      ? [
          [
            '产品类别',
            productClasses.map(({ title }) => title).join('、') || '尚未登记产品类别',
          ] as const,
        ]
      : []),
  ];
  return <FactList facts={facts} />;
}
