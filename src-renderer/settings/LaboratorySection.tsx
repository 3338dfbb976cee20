import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { settingsTexts } from '../texts/settings.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { LogoField } from './LogoField.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';

const lines = ['name', 'department', 'address', 'telephone'] as const;

/** What stands at the head of the report, and its paper. */
export function LaboratorySection({ settings: { laboratory, logo, paper } }: { readonly settings: Settings }): ReactNode {
  const draft = useSettingsDraft({ laboratory, logo, paper });
  const { laboratory: typed } = draft.draft;
  return (
    <SettingsSection name="laboratory" hint={settingsTexts.laboratoryHint} draft={draft} onSave={() => draft.save(draft.draft.logo === logo ? { laboratory: typed, paper: draft.draft.paper } : draft.draft)}>
      <div className="fieldGrid">
        {lines.map((line) => <TextField key={line} label={settingsTexts.laboratory[line]} value={typed[line]} maxLength={300} onChange={(text) => draft.change({ laboratory: { ...typed, [line]: text } })} />)}
        <SelectField label={settingsTexts.paper} value={draft.draft.paper} onChange={(chosen) => draft.change({ paper: chosen })}
          choices={(['a4', 'letter'] as const).map((value) => ({ value, label: settingsTexts.papers[value] }))} />
      </div>
      <LogoField logo={draft.draft.logo} onChange={(chosen) => draft.change({ logo: chosen })} />
    </SettingsSection>
  );
}
