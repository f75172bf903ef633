import { Page } from '../../kit/page/page.tsx';
import { ProceedingList } from '../proceedings/proceeding-list.tsx';
import { LinkButton } from '../link-button.tsx';
import { TodoPanel } from '../home/todo-panel.tsx';
import { RenewCode } from './renew-code.tsx';

/** The desk of a guest: what was handed in, what the office asks, the access code. */
export function GuestHome() {
  return (
    <Page
      title="我的投诉举报"
      acts={
        <>
          <LinkButton to="/concern" search={{ about: 'complaint' }}>
            再提一件投诉
          </LinkButton>
          <LinkButton to="/start">另取查询码举报</LinkButton>
        </>
      }
    >
      <ProceedingList query={{}} empty="您还没有提交投诉或者举报。" />
      <TodoPanel />
      <RenewCode />
    </Page>
  );
}
