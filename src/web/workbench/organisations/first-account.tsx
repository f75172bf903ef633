import { Drawer } from 'antd';
import { useState } from 'react';
import type { AddedPerson, OrganisationDetail } from '#server/registry/present.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { Handed } from '../posts/handed.tsx';
import { PersonForm } from '../posts/person-form.tsx';

const words = {
  name: '主要负责人姓名',
  loginHint: '默认用统一社会信用代码（小写），也可以改为手机号等',
  act: '开通',
  refused: '没有开通',
};

/** The regulator opens the first account of a firm; the one-time password is shown once. */
export function FirstAccount({
  organisation,
  onClose,
}: {
  organisation: OrganisationDetail;
  onClose: () => void;
}) {
  const [made, setMade] = useState<AddedPerson>();
  const refresh = useRefresh();

  // Only then: the page behind loses the button, and the drawer with it.
  async function close() {
    onClose();
    if (made !== undefined) await refresh();
  }

  return (
    <Drawer
      open
      title="开通账号"
      size="min(480px, 100vw)"
      onClose={() => void close()}
      // A slip beside the drawer must not take the password away.
      mask={{ closable: made === undefined }}
    >
      {made === undefined ? (
        <div className="stack">
          <p className="note">
            为“{organisation.name}
            ”开通主要负责人账号。本人自今天起任主要负责人，可以增加人员、任命岗位。请核对身份后当面交付一次性密码。
          </p>
          <PersonForm
            path={`/api/organisations/${organisation.id}/first-account`}
            words={words}
            login={organisation.creditCode?.toLowerCase() ?? ''}
            onMade={setMade}
            onCancel={onClose}
          />
        </div>
      ) : (
        <Handed made={made} onClose={() => void close()}>
          已开通。请把登录名和一次性密码当面交给本人，本人首次登录时须改成自己的密码。密码只显示这一次。
        </Handed>
      )}
    </Drawer>
  );
}
