import { Form, Segmented } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { JsonObject } from '#kernel/json.ts';
import { law } from '#law/all.ts';
import type { ScannedGoods } from '#server/codes/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';
import { Empty, Loading } from '../../kit/show/states.tsx';
import { Basis } from '../law/basis.tsx';
import { useFilters } from '../search.ts';
import { carriedOver, carryOver, dropCarried } from './carry-over.ts';
import { CarriedNote, ReportToo } from './report-too.tsx';
import type { Concern } from './start-page.tsx';

/** What each concern is called, the act that brings it forward, and what is not for the citizen to fill in. */
const concerns: Readonly<Record<Concern, { title: string; act: string; submit: string }>> = {
  complaint: { title: '投诉', act: 'register', submit: '提交投诉' },
  'violation-report': { title: '举报', act: 'report', submit: '提交举报' },
};
const officers = ['channel', 'receivedOn'];

/** The form of a complaint or report, begun with the goods whose code was scanned. */
export function ConcernPage() {
  const [search] = useFilters();
  const concern: Concern = search['about'] === 'violation-report' ? search['about'] : 'complaint';
  return (
    <Page title={concerns[concern].title} narrow>
      {search['lot'] === undefined ? (
        <ConcernForm concern={concern} goods={undefined} />
      ) : (
        <OfLot concern={concern} lot={search['lot']} />
      )}
    </Page>
  );
}

function OfLot({ concern, lot }: { concern: Concern; lot: string }) {
  const goods = useRead<ScannedGoods>(`/api/lots/${lot}/goods`);
  if (goods.value === undefined && goods.problem === undefined) return <Loading />;
  // A code that nobody knows is no reason to send anybody away.
  return <ConcernForm concern={concern} goods={goods.value} />;
}

type About = 'seller' | 'maker';

const noRegion = {
  id: 'concern-region',
  title: '所在的县（市、区）',
  sentence: '请选择商家或者违法行为所在的县（市、区）',
};

function ConcernForm({ concern, goods }: { concern: Concern; goods: ScannedGoods | undefined }) {
  const router = useRouter();
  const [about, setAbout] = useState<About>('seller');
  // What a complaint left for the report is of no use to another complaint.
  const [carried] = useState(() => (concern === 'violation-report' ? carriedOver() : undefined));
  const [region, setRegion] = useState(carried?.region);
  const [isLacking, setLacking] = useState(false);
  const [filed, setFiled] = useState<string>();
  const { act, submit } = concerns[concern];
  const definition = law.procedure(concern, today())?.acts[act];
  if (definition === undefined) return <Empty title="目前不能网上提交">请拨打12315。</Empty>;
  if (filed !== undefined) return <ReportToo complaint={filed} />;
  const maker = about === 'maker' ? goods?.maker : undefined;
  const name = `concern/${concern}/${about}/${goods?.number ?? ''}`;

  async function send(input: Values) {
    const answer = await submitOnce(name, `/api/procedures/${concern}`, {
      act,
      input,
      ...(maker === undefined ? {} : { subject: maker.id }),
      ...(maker !== undefined || region === undefined ? {} : { region }),
    });
    if (!answer.ok) return answer;
    if (input['alsoReport'] === true) carryOver(input as JsonObject, region, today());
    else dropCarried();
    return answer;
  }

  return (
    <Panel>
      <DefinitionForm
        key={about}
        form={definition.form}
        name={name}
        given={{
          channel: goods === undefined ? 'web' : 'code',
          ...(goods !== undefined && { goods: `${goods.product}，批号${goods.number}` }),
          ...(maker !== undefined && {
            respondentName: maker.name,
            respondentAddress: maker.region,
          }),
          ...(concern === 'complaint' && { alsoReport: false }),
          ...carried?.input,
        }}
        hidden={officers}
        submitLabel={submit}
        lacks={() => {
          const lacking = maker === undefined && region === undefined;
          setLacking(lacking);
          return lacking ? [noRegion] : [];
        }}
        submit={send}
        onDone={({ proceeding = '' }) =>
          carriedOver() !== undefined
            ? setFiled(proceeding)
            : void router.navigate({ to: '/proceedings/$id', params: { id: proceeding } })
        }
        before={
          <>
            <Assurance concern={concern} basis={definition.basis} />
            {carried !== undefined && <CarriedNote carried={carried} />}
            {goods !== undefined && <AboutWhom goods={goods} about={about} setAbout={setAbout} />}
            {maker === undefined && (
              <Where region={region} setRegion={setRegion} isLacking={isLacking} />
            )}
          </>
        }
      />
      {concern === 'complaint' && (
        <p className="muted">
          想反映的是违法行为而不是消费争议？
          <Link to="/start">另取查询码举报</Link>
          ，两者分开办理，都可以提出；另取查询码，举报与您的姓名没有联系。
        </p>
      )}
    </Panel>
  );
}

function Assurance({ concern, basis }: { concern: Concern; basis: readonly string[] }) {
  return (
    <div className="opening-basis">
      <Basis ids={basis} />
      {concern === 'complaint' ? (
        <span className="muted">您的姓名、电话、地址不向被投诉人展示。</span>
      ) : (
        <span className="muted">
          被举报人在任何时候都看不到本举报；照片中的拍摄地点等信息在上传前去除。
        </span>
      )}
    </div>
  );
}

function Where({
  region,
  setRegion,
  isLacking,
}: {
  region: number | undefined;
  setRegion: (region: number | undefined) => void;
  isLacking: boolean;
}) {
  const isMissing = isLacking && region === undefined;
  return (
    <div className="fields">
      <Form.Item
        label="商家或者违法行为所在的县（市、区）"
        htmlFor={noRegion.id}
        required
        {...(isMissing && { validateStatus: 'error', help: noRegion.sentence })}
      >
        <RegionSelect
          id={noRegion.id}
          value={region}
          onChange={setRegion}
          only="county"
          placeholder="选择县（市、区）"
        />
      </Form.Item>
    </div>
  );
}

function AboutWhom({
  goods,
  about,
  setAbout,
}: {
  goods: ScannedGoods;
  about: About;
  setAbout: (about: About) => void;
}) {
  return (
    <Form.Item label="针对谁">
      <Segmented<About>
        value={about}
        onChange={setAbout}
        options={[
          { value: 'seller', label: '卖给我的商家' },
          { value: 'maker', label: `生产者：${goods.maker.name}` },
        ]}
        block
        vertical
      />
    </Form.Item>
  );
}
