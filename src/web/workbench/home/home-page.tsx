import { Link } from '@tanstack/react-router';
import { officeKinds } from '#law/office/posts.ts';
import { today } from '../../kit/api/clock.ts';
import { Page } from '../../kit/page/page.tsx';
import { dayText } from '../../kit/show/words.ts';
import { holds, isKind, useMe, watchesTerritory } from '../me.tsx';
import { GuestHome } from '../guests/guest-home.tsx';
import { EnterpriseHome } from './enterprise-home.tsx';
import { TerritoryHome } from './territory-home.tsx';
import { TodoPanel } from './todo-panel.tsx';
import './home.css';

/** The desk: what has to be done today, by the party of the person. */
export function HomePage() {
  const me = useMe();
  if (me.guest) return <GuestHome />;
  const isOffice = isKind(me, officeKinds);
  const lapsed = me.posts.filter(({ standing }) => standing === 'lapsed');
  return (
    <Page
      title={`${me.account.name}，您好`}
      about={<span className="num">{dayText(today())}</span>}
    >
      {lapsed.length > 0 && (
        <p className="note alarm">
          您的{lapsed.map(({ title }) => title).join('、')}
          {isOffice
            ? '岗位的证件或者授权已过有效期，相关事项暂不能办理，请换证后由本单位负责人或者系统管理员重新任职。'
            : '岗位考核已过有效期，相关事项暂不能办理，请重新考核后由主要负责人任命。'}
        </p>
      )}
      {isOffice && me.posts.every(({ id }) => id === 'administrator') && (
        <p className="note">
          {holds(me, ['administrator'])
            ? '事项由岗位办理。请先增加人员并任命岗位：'
            : '您还没有岗位，暂不能办理事项。由本单位负责人或者系统管理员任命：'}
          <Link to="/posts">岗位与人员</Link>
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
