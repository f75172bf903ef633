/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { signOut } from '../../acts/session.ts';
import { toast, useApp } from '../../acts/state.ts';
import { Icon } from '../../parts/icons.tsx';
import { Sheet } from '../../parts/sheet.tsx';

const largeKey = 'sifang-phone-large';

/** Applies the chosen size of type. */
function applyLarge(isLarge: boolean): void {
  document.documentElement.classList.toggle('is-large-type', isLarge);
}
applyLarge(localStorage.getItem(largeKey) === 'yes');

/** Large type and the own account. */
export function Menu() {
  const [isLarge, setLarge] = useState(localStorage.getItem(largeKey) === 'yes');
  const [isOpen, setOpen] = useState(false);
  const toggle = () => {
    localStorage.setItem(largeKey, isLarge ? 'no' : 'yes');
    applyLarge(!isLarge);
    setLarge(!isLarge);
  };
  return (
    <div class="menu">
      <button type="button" class="top-button" aria-pressed={isLarge} onClick={toggle}>
        大字
      </button>
      <button type="button" class="round" aria-label="我的" onClick={() => setOpen(true)}>
        <Icon name="person" />
      </button>
      {isOpen && <Account onClose={() => setOpen(false)} />}
    </div>
  );
}

function Account({ onClose }: { readonly onClose: () => void }) {
  const { person, kept, parcels } = useApp();
  const waiting = parcels.filter(({ account }) => account === person?.account).length;
  const leave = async () => {
    const problem = await signOut();
    if (problem !== undefined) toast(`没有退出：${problem.detail}`);
    onClose();
  };
  return (
    <Sheet title={person?.name ?? '我的'} onClose={onClose}>
      <p>{kept?.today.organisation.name}</p>
      <p class="quiet">登录名：{person?.login}</p>
      {waiting > 0 && (
        <p class="banner is-warning">
          还有{waiting}份记录没有提交。退出后记录仍保存在本机，须由您本人登录后提交。
        </p>
      )}
      <a class="button is-tonal" href="/app/">
        打开工作台
      </a>
      <button type="button" class="button is-plain" onClick={() => void leave()}>
        退出登录
      </button>
    </Sheet>
  );
}
