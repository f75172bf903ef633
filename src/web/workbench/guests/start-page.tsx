import { Button, Form, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { useFilters } from '../search.ts';
import { carriedOver, dropCarried } from './carry-over.ts';
import { CodeCard } from './code-card.tsx';
import '../sign-in/sign-in.css';
import './guests.css';

/** The two things that a guest comes for. */
export type Concern = 'complaint' | 'violation-report';

/** The way in for everybody without an account: complain, report, or look what became of it by the access code. */
export function StartPage() {
  const [search] = useFilters();
  const router = useRouter();
  const queries = useQueryClient();
  const [made, setMade] = useState<{ readonly code: string; readonly concern: Concern }>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const [carried, setCarried] = useState(carriedOver);
  useEffect(() => {
    document.title = '投诉举报 · 四方';
  }, []);

  async function begin(concern: Concern) {
    setBusy(true);
    const answer = await call<{ code: string }>('POST', '/api/guests');
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    // Nothing that somebody else typed at this device is shown to the guest, nor the other way round.
    sessionStorage.clear();
    queries.clear();
    if (concern === 'complaint') dropCarried();
    setProblem(undefined);
    setMade({ code: answer.value.code, concern });
  }

  return (
    <div className="sign-in">
      <header className="sign-in-band low">
        <h1>四方</h1>
        <p>投诉举报</p>
      </header>
      <main className="guest-start">
        {made !== undefined ? (
          <Panel title="请先保存您的查询码">
            <CodeCard code={made.code} />
            <Button
              type="primary"
              block
              onClick={() =>
                void router.navigate({
                  to: '/concern',
                  search: { about: made.concern, lot: search['lot'] },
                })
              }
            >
              我已保存，开始填写
            </Button>
          </Panel>
        ) : (
          <>
            {problem !== undefined && <ProblemView problem={problem} title="暂时不能办理" />}
            {carried === undefined ? (
              <>
                <Ways isBusy={isBusy} begin={(concern) => void begin(concern)} />
                <Follow />
              </>
            ) : (
              <Besides
                isBusy={isBusy}
                begin={() => void begin('violation-report')}
                drop={() => {
                  dropCarried();
                  setCarried(undefined);
                }}
              />
            )}
          </>
        )}
        <p className="muted">
          人身、财产正在受到危险的，请立即拨打<a href="tel:12315">12315</a>或者
          <a href="tel:110">110</a>。单位用户请<Link to="/sign-in">登录</Link>，公众查询请前往
          <a href="/">网站首页</a>。
        </p>
      </main>
    </div>
  );
}

function Ways({ isBusy, begin }: { isBusy: boolean; begin: (concern: Concern) => void }) {
  return (
    <div className="guest-ways">
      <Panel title="我要投诉">
        <p>
          您为生活需要买了东西，和商家有消费争议，请求调解退货、更换、修理或者赔偿。需要填写姓名、电话和地址，只用于办理，不向商家展示。
        </p>
        <p className="muted">七个工作日内决定是否受理；受理后六十日内调解。</p>
        <Button type="primary" loading={isBusy} onClick={() => begin('complaint')}>
          投诉
        </Button>
      </Panel>
      <Panel title="我要举报">
        <p>
          您知道有人生产、销售假冒伪劣或者不安全的产品，或者弄虚作假。不需要姓名，也不留下您的任何信息；内部人员同样可以举报。
        </p>
        <p className="muted">十五个工作日内核查；凭查询码查看进展、回答询问。</p>
        <Button type="primary" loading={isBusy} onClick={() => begin('violation-report')}>
          举报
        </Button>
      </Panel>
    </div>
  );
}

/** The report that somebody makes besides a complaint, under a code of its own. */
function Besides({
  isBusy,
  begin,
  drop,
}: {
  isBusy: boolean;
  begin: () => void;
  drop: () => void;
}) {
  return (
    <Panel title="另行举报">
      <p>
        投诉已经提交。现在为举报取一个新的查询码；投诉仍凭原来的查询码查看，两个查询码互不相通。
      </p>
      <div className="form-foot">
        <Button type="primary" loading={isBusy} onClick={begin}>
          举报
        </Button>
        <Button onClick={drop}>暂不举报</Button>
      </div>
    </Panel>
  );
}

/** Back to what was handed in before. */
function Follow() {
  const router = useRouter();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);

  async function follow(code: string) {
    setBusy(true);
    const answer = await call<void>('POST', '/api/sign-in/code', { code });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    sessionStorage.clear();
    queries.clear();
    return router.navigate({ to: '/' });
  }

  return (
    <Panel title="查询办理进展">
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }) => void follow(code)}
      >
        <Form.Item
          name="code"
          label="查询码"
          extra="提交时得到的五组字符，大小写和横线不影响"
          rules={[{ required: true, message: '请输入查询码' }]}
        >
          <Input
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            className="num"
          />
        </Form.Item>
        {problem !== undefined && <ProblemView problem={problem} title="没有找到" />}
        <Button htmlType="submit" loading={isBusy}>
          查询
        </Button>
      </Form>
    </Panel>
  );
}
