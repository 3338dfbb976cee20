import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { ownClassCodes } from '#shared/taxonomy/cellClasses.ts';
import type { OwnClass } from '#shared/taxonomy/ownClasses.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { settingsWithOwn } from './ownClassDraft.ts';
import { SettingsSection } from './SettingsSection.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';

const texts = settingsTexts.own;

/** Classes that only this laboratory uses: their letters, their names, and where they stand in the differential. */
export function OwnClassesSection({ settings }: { readonly settings: Settings }): ReactNode {
  const draft = useSettingsDraft<{ readonly own: readonly OwnClass[] }>({ own: settings.ownClasses });
  const { own } = draft.draft;
  const free = ownClassCodes.find((code) => !own.some((each) => each.code === code));
  const replace = (at: number, changes: Partial<OwnClass>): void => draft.change({ own: own.map((each, i) => (i === at ? { ...each, ...changes } : each)) });
  const typed = settingsWithOwn(settings, own);
  return (
    <SettingsSection name="own" hint={texts.hint} draft={draft} onSave={'settings' in typed ? () => draft.save(typed.settings) : undefined}>
      {own.length === 0 && <p className="quiet">{texts.none}</p>}
      {own.map((each, at) => (
        <div key={each.code} className="ownClassLine">
          <TextField label={texts.letters} value={each.letters} maxLength={3} onChange={(letters) => replace(at, { letters: letters.toUpperCase() })} />
          <TextField label={texts.name} value={each.name} maxLength={60} onChange={(name) => replace(at, { name })} />
          <SelectField label={texts.marrow} value={each.marrow} choices={(['counted', 'noted'] as const).map((value) => ({ value, label: texts.places[value] }))} onChange={(marrow) => replace(at, { marrow })} />
          <SelectField label={texts.blood} value={each.blood} choices={(['counted', 'per100', 'noted'] as const).map((value) => ({ value, label: texts.places[value] }))} onChange={(blood) => replace(at, { blood })} />
          <Button kind="quiet" aria-label={texts.remove(each.name)} onPress={() => draft.change({ own: own.filter((_, i) => i !== at) })}>✕</Button>
        </div>
      ))}
      {draft.isChanged && 'problem' in typed && <p className="fieldProblem" role="status">{typed.problem}</p>}
      {free === undefined ? <p className="quiet">{texts.full}</p>
        : <Button onPress={() => draft.change({ own: [...own, { code: free, letters: '', name: '', marrow: 'counted', blood: 'counted' }] })}>{texts.add}</Button>}
    </SettingsSection>
  );
}
