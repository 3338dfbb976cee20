import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { settingsTexts } from '../texts/settings.ts';
import { CheckField } from '../ui/CheckField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { typedTarget } from '../ui/typedNumber.ts';
import { SettingsSection } from './SettingsSection.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';

/** How cells become percentages: targets, definitions, the interval. */
export function CountingSection({ settings }: { readonly settings: Settings }): ReactNode {
  const { targets: kept, myeloidErythroid, unknownInDenominator, neutrophilsCombined, interval, rounding, sound } = settings;
  const draft = useSettingsDraft({ marrow: String(kept.marrow), blood: String(kept.blood), myeloidErythroid, unknownInDenominator, neutrophilsCombined, interval, rounding, sound });
  const { marrow, blood, ...rules } = draft.draft;
  const cells = { marrow: typedTarget(marrow), blood: typedTarget(blood) };
  const targets = cells.marrow !== undefined && cells.blood !== undefined ? { marrow: cells.marrow, blood: cells.blood } : undefined;
  return (
    <SettingsSection name="counting" hint={settingsTexts.countingHint} draft={draft} onSave={targets && (() => draft.save({ ...rules, targets }))}>
      <div className="fieldGrid">
        <TextField label={settingsTexts.targetMarrow} value={marrow} problem={cells.marrow === undefined ? settingsTexts.targetProblem : undefined} onChange={(typed) => draft.change({ marrow: typed })} />
        <TextField label={settingsTexts.targetBlood} value={blood} problem={cells.blood === undefined ? settingsTexts.targetProblem : undefined} onChange={(typed) => draft.change({ blood: typed })} />
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
