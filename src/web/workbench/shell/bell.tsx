import { Popover } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../kit/api/call.ts';
import { useRead } from '../../kit/api/read.ts';
import { momentText } from '../../kit/show/words.ts';
import type { PresentedNotice } from '#server/notices/present.ts';

/** Messages to the person: how many are unread, the latest of them, each leading to what it is about. */
export function Bell() {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const { value, again } = useRead<{ notices: readonly PresentedNotice[]; unread: number }>(
    '/api/notices',
  );
  const unread = value?.unread ?? 0;

  async function open(notice: PresentedNotice) {
    setOpen(false);
    if (!notice.read) {
      await call('POST', `/api/notices/${notice.id}/read`);
      again();
    }
    const { proceeding, entry, organisation } = notice;
    if (proceeding !== undefined) {
      await router.navigate({ to: '/proceedings/$id', params: { id: proceeding } });
    } else if (entry !== undefined) {
      await router.navigate({ to: '/entries/$id', params: { id: entry } });
    } else if (organisation !== undefined) {
      await router.navigate({ to: '/organisations/$id', params: { id: organisation } });
    }
  }

  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={<NoticeList notices={value?.notices ?? []} open={(notice) => void open(notice)} />}
    >
      <button type="button" className="top-button" aria-expanded={isOpen}>
        消息
        {unread > 0 && <span className="side-count alarm">{unread > 99 ? '99+' : unread}</span>}
      </button>
    </Popover>
  );
}

function NoticeList({
  notices,
  open,
}: {
  notices: readonly PresentedNotice[];
  open: (notice: PresentedNotice) => void;
}) {
  if (notices.length === 0) return <p className="muted">没有消息。</p>;
  return (
    <ul className="pop-list">
      {notices.map((notice) => (
        <li key={notice.id}>
          <button
            type="button"
            className={notice.read ? '' : 'unread'}
            onClick={() => open(notice)}
          >
            {notice.title}
            <small className="num">{momentText(notice.at)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
