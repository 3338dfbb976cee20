import { useState } from 'react';
import type { ReactNode } from 'react';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Menu } from '../ui/Menu.tsx';
import { NewUserForm } from './NewUserForm.tsx';

/** Who works at this window, and the way to say that it is somebody else. Asks at once where several people could. */
export function UserMenu(): ReactNode {
  const { user, mustChoose, chooseUser } = useSession();
  const users = useService('settings.get', {}).data?.users ?? [];
  const [isAdding, setAdding] = useState(false);
  const adding = isAdding && <NewUserForm onClose={() => setAdding(false)} />;

  if (users.length === 0) {
    return <><Button kind="quiet" onPress={() => setAdding(true)}>{shellTexts.sayWho}</Button>{adding}</>;
  }
  return (
    <>
      <Menu kind="quiet" label={shellTexts.user(user.name, commonTexts.roles[user.role])} choices={[
        ...users.map(({ name, role }) => ({ id: `user ${name}`, label: `${name}, ${commonTexts.roles[role]}`, isChecked: name === user.name, run: () => chooseUser(name) })),
        { id: 'add', label: shellTexts.addUser, run: () => setAdding(true) },
      ]}>{user.name} ▾</Menu>
      {adding}
      {mustChoose && !isAdding && (
        <Dialog title={shellTexts.whoWorks}>
          <div className="userChoices">
            {users.map(({ name, role }) => <Button key={name} onPress={() => chooseUser(name)}>{name}, {commonTexts.roles[role]}</Button>)}
            <Button kind="quiet" onPress={() => setAdding(true)}>{shellTexts.addUser}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
