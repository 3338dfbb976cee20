import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { settingsTexts } from '../texts/settings.ts';
import { CheckField } from '../ui/CheckField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';

const isTarget = (text: string): boolean => /^\d{1,6}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 100_000;

/** How cells become percentages: targets, definitions, the interval. */
export function CountingSection({ settings }: { readonly settings: Settings }): ReactNode {
  const { targets, myeloidErythroid, unknownInDenominator, neutrophilsCombined, interval, rounding, sound } = settings;
  const draft = useSettingsDraft({ marrow: String(targets.marrow), blood: String(targets.blood), myeloidErythroid, unknownInDenominator, neutrophilsCombined, interval, rounding, sound });
  const { marrow, blood, ...rules } = draft.draft;
  const save = (): void => draft.save({ ...rules, targets: { marrow: Number(marrow), blood: Number(blood) } });
  return (
    <SettingsSection name="counting" hint={settingsTexts.countingHint} draft={draft} onSave={isTarget(marrow) && isTarget(blood) ? save : undefined}>
      <div className="fieldGrid">
        <TextField label={settingsTexts.targetMarrow} value={marrow} problem={isTarget(marrow) ? undefined : settingsTexts.targetProblem} onChange={(typed) => draft.change({ marrow: typed })} />
        <TextField label={settingsTexts.targetBlood} value={blood} problem={isTarget(blood) ? undefined : settingsTexts.targetProblem} onChange={(typed) => draft.change({ blood: typed })} />
        <SelectField label={settingsTexts.ratioDefinition} value={rules.myeloidErythroid} onChange={(chosen) => draft.change({ myeloidErythroid: chosen })}
          choices={(['withMonocytes', 'withoutMonocytes'] as const).map((value) => ({ value, label: settingsTexts.ratioDefinitions[value] }))} />
        <SelectField label={settingsTexts.interval} value={rules.interval} onChange={(chosen) => draft.change({ interval: chosen })}
          choices={(['wilson', 'clopperPearson'] as const).map((value) => ({ value, label: settingsTexts.intervals[value] }))} />
        <SelectField label={settingsTexts.rounding} value={rules.rounding} onChange={(chosen) => draft.change({ rounding: chosen })}
          choices={(['addsTo100', 'eachNearest'] as const).map((value) => ({ value, label: settingsTexts.roundings[value] }))} />
      </div>
      <CheckField label={settingsTexts.unknownCounted} hint={settingsTexts.unknownHint} checked={rules.unknownInDenominator} onChange={(checked) => draft.change({ unknownInDenominator: checked })} />
      <CheckField label={settingsTexts.neutrophilsCombined} checked={rules.neutrophilsCombined} onChange={(checked) => draft.change({ neutrophilsCombined: checked })} />
      <CheckField label={settingsTexts.sound} checked={rules.sound} onChange={(checked) => draft.change({ sound: checked })} />
    </SettingsSection>
  );
}
