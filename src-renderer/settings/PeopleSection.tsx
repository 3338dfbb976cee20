import type { ReactNode } from 'react';
import { userRoles } from '#shared/contract/settingsCommands.ts';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { commonTexts } from '../texts/common.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';

type Person = Settings['users'][number];

/** Why a person's line can't be saved; undefined where it can. */
function problemOf({ name }: Person, people: readonly Person[]): string | undefined {
  if (name.trim() === '') return settingsTexts.nameMissing;
  return people.filter((person) => person.name.trim() === name.trim()).length > 1 ? settingsTexts.nameTwice : undefined;
}

/** Who works in the laboratory. */
export function PeopleSection({ settings }: { readonly settings: Settings }): ReactNode {
  const draft = useSettingsDraft<{ readonly users: readonly Person[] }>({ users: settings.users });
  const { users } = draft.draft;
  const replace = (at: number, changes: Partial<Person>): void => draft.change({ users: users.map((person, i) => (i === at ? { ...person, ...changes } : person)) });
  const canSave = users.every((person) => problemOf(person, users) === undefined);
  return (
    <SettingsSection name="people" hint={settingsTexts.peopleHint} draft={draft} onSave={canSave ? () => draft.save({ users: users.map(({ name, role }) => ({ name: name.trim(), role })) }) : undefined}>
      {users.length === 0 && <p className="quiet">{settingsTexts.noPeople}</p>}
      {users.map((person, at) => (
        <div key={at} className="settingsLine">
          <TextField label={settingsTexts.name} value={person.name} maxLength={100} problem={problemOf(person, users)} onChange={(name) => replace(at, { name })} />
          <SelectField label={settingsTexts.role} value={person.role} choices={userRoles.map((value) => ({ value, label: commonTexts.roles[value] }))} onChange={(role) => replace(at, { role })} />
          <Button kind="quiet" aria-label={settingsTexts.removePerson(person.name)} onPress={() => draft.change({ users: users.filter((_, i) => i !== at) })}>✕</Button>
        </div>
      ))}
      <Button onPress={() => draft.change({ users: [...users, { name: '', role: 'hematologist' }] })}>{settingsTexts.addPerson}</Button>
    </SettingsSection>
  );
}
