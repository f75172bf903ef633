import { Modal } from 'antd';
import { useState } from 'react';
import type { AddedPerson } from '#server/registry/present.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { Handed } from './handed.tsx';
import { PersonForm } from './person-form.tsx';

const words = {
  name: '姓名',
  loginHint: '用小写字母、数字、点、横线，如手机号或者姓名拼音',
  act: '增加',
  refused: '没有增加',
};

/** Adds a person with an account to the reader's own organisation. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<AddedPerson>();
  const refresh = useRefresh();

  return (
    <Modal open title="增加人员" onCancel={onClose} footer={null} destroyOnHidden>
      {made === undefined ? (
        <PersonForm
          path="/api/people"
          words={words}
          onMade={(person) => {
            setMade(person);
            void refresh();
          }}
          onCancel={onClose}
        />
      ) : (
        <Handed made={made} onClose={onClose}>
          已增加。请把登录名和一次性密码当面交给本人，本人首次登录时须改成自己的密码。密码只显示这一次。
        </Handed>
      )}
    </Modal>
  );
}
