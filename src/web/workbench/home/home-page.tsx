import { today } from '../../kit/api/clock.ts';
import { Page } from '../../kit/page/page.tsx';
import { dayText } from '../../kit/show/words.ts';
import { useMe, watchesTerritory } from '../me.tsx';
import { GuestHome } from '../guests/guest-home.tsx';
import { EnterpriseHome } from './enterprise-home.tsx';
import { TerritoryHome } from './territory-home.tsx';
import { TodoPanel } from './todo-panel.tsx';
import './home.css';

/** The desk: what has to be done today, by the party of the person. */
export function HomePage() {
  const me = useMe();
  if (me.guest) return <GuestHome />;
  const lapsed = me.posts.filter(({ standing }) => standing === 'lapsed');
  return (
    <Page
      title={`${me.account.name}，您好`}
      about={<span className="num">{dayText(today())}</span>}
    >
      {lapsed.length > 0 && (
        <p className="note alarm">
          您的{lapsed.map(({ title }) => title).join('、')}
          岗位考核已过有效期，相关事项暂不能办理，请重新考核后由主要负责人任命。
        </p>
      )}
      {me.organisation?.kind === 'enterprise' ? (
        <EnterpriseHome organisation={me.organisation.id} />
      ) : watchesTerritory(me) ? (
        <TerritoryHome />
      ) : (
        <TodoPanel />
      )}
    </Page>
  );
}
