import { useState } from 'react';
import type { ReactNode } from 'react';
import { userRoles } from '#shared/contract/settingsCommands.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';

/** Names a person of the laboratory, who then works at this window. */
export function NewUserForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const users = useService('settings.get', {}).data?.users ?? [];
  const { chooseUser } = useSession();
  const keep = useServiceAct('settings.set');
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof userRoles)[number]>('hematologist');
  const problem = users.some((user) => user.name === name.trim()) ? shellTexts.nameTaken : undefined;
  const canKeep = name.trim() !== '' && problem === undefined && !keep.isPending;
  const submit = (): void => {
    if (!canKeep) return;
    keep.mutate({ settings: { users: [...users, { name: name.trim(), role }] } }, { onSuccess: () => { chooseUser(name.trim()); onClose(); } });
  };
  return (
    <Dialog title={shellTexts.addUser} onClose={onClose} actions={<>
      <Button onPress={onClose}>{commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={!canKeep} onPress={submit}>{commonTexts.save}</Button>
    </>}>
      <form className="formColumn" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        {keep.error && <Notice sentence={keep.error.sentence} remedy={keep.error.remedy} />}
        <TextField label={shellTexts.name} value={name} onChange={setName} problem={problem} maxLength={100} autoFocus />
        <SelectField label={shellTexts.role} value={role} onChange={setRole} choices={userRoles.map((value) => ({ value, label: commonTexts.roles[value] }))} />
      </form>
    </Dialog>
  );
}
