import { Drawer } from 'antd';
import { Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { aheadMs, clockWarning } from '../../kit/api/clock.ts';
import { TracelessContext } from '../../kit/form/files-input.tsx';
import { Loading } from '../../kit/show/states.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { MeContext } from '../me.tsx';
import { useWho } from '../spot-checks/sampling/away/who.ts';
import { AccountMenu } from './account-menu.tsx';
import { Bell } from './bell.tsx';
import { MustDo } from './must-do.tsx';
import { Side } from './side.tsx';

/** What stands around every page: menu, place, messages, account. Nothing is shown before it is known who asks. */
export function Shell() {
  const { me, problem, isAway, again } = useWho();
  const [isMenuOpen, setMenuOpen] = useState(false);
  if (me === undefined) {
    if (problem === undefined || problem.code === 'not-signed-in') return <Loading rows={8} />;
    return (
      <main className="content">
        <ProblemView problem={problem} again={again} />
      </main>
    );
  }
  const clock = clockWarning(aheadMs(), '电脑');
  if (me.mustDo !== null) {
    return (
      <MeContext value={me}>
        <MustDo what={me.mustDo} />
      </MeContext>
    );
  }
  // Without network the menu leads nowhere.
  if (isAway) {
    return (
      <MeContext value={me}>
        <header className="top">
          <span className="top-place">
            <strong>{me.account.name}</strong>
          </span>
          <span className="top-acts away">离线</span>
        </header>
        <main id="content" className="content">
          <Outlet />
        </main>
      </MeContext>
    );
  }
  return (
    <MeContext value={me}>
      <a className="skip" href="#content">
        跳到正文
      </a>
      <div className="shell">
        <Side />
        <div className="shell-main">
          <header className="top">
            <button
              type="button"
              className="top-button menu-button"
              aria-label="打开菜单"
              onClick={() => setMenuOpen(true)}
            >
              ☰
            </button>
            <span className="top-place">
              <strong>{me.organisation?.name ?? (me.guest ? '投诉举报' : '个人用户')}</strong>
              <span className="muted wide-only">
                {me.organisation !== null &&
                  `　${me.organisation.kindTitle} · ${me.organisation.region.name}`}
              </span>
            </span>
            <span className="top-acts">
              <Bell />
              <AccountMenu />
            </span>
          </header>
          <main id="content" className="content" tabIndex={-1}>
            {clock !== undefined && (
              <p className="note warn" role="status">
                {clock}
              </p>
            )}
            <TracelessContext value={me.guest}>
              <Outlet />
            </TracelessContext>
          </main>
        </div>
      </div>
      <Drawer
        open={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        placement="left"
        size={240}
        closable={false}
        rootClassName="drawer-side"
        styles={{ body: { padding: 0 } }}
        aria-label="主菜单"
      >
        <Side onPick={() => setMenuOpen(false)} />
      </Drawer>
    </MeContext>
  );
}
