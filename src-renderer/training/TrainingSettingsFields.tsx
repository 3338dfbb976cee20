import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { augmentationStrengths, trainingProviders } from '#shared/contract/trainingCommands.ts';
import { settingsTexts } from '../texts/settings.ts';
import { trainingTexts } from '../texts/training.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { TrainingDraft } from './trainingDraft.ts';

const texts = trainingTexts.start;
const providers = ['laboratory', ...trainingProviders] as const;

interface TrainingSettingsFieldsProps {
  readonly draft: TrainingDraft;
  readonly problems: { readonly epochs?: string; readonly batch?: string; readonly rate?: string; readonly oversample?: string };
  /** How many steps no number of epochs stands for. */
  readonly steps: number;
  readonly onChange: (changes: Partial<TrainingDraft>) => void;
}

/** What hardly anybody needs to change; open where something in it is wrong. */
export function TrainingSettingsFields({ draft, problems, steps, onChange }: TrainingSettingsFieldsProps): ReactNode {
  const { epochs, batch, rate, oversample } = problems, isWrong = [epochs, batch, rate, oversample].some((problem) => problem !== undefined);
  const [isOpen, setOpen] = useState(false);
  // It stays open when what was wrong is put right: a person is typing in it.
  useEffect(() => { if (isWrong) setOpen(true); }, [isWrong]);
  return (
    <details className="trainingMore" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.settings}</summary>
      <div className="fieldGrid">
        <TextField label={texts.epochs} hint={texts.epochsHint(steps)} value={draft.epochs} problem={epochs} onChange={(value) => onChange({ epochs: value })} />
        <TextField label={texts.batch} value={draft.batch} problem={batch} onChange={(value) => onChange({ batch: value })} />
        <TextField label={texts.rate} value={draft.rate} problem={rate} onChange={(value) => onChange({ rate: value })} />
        <TextField label={texts.oversample} hint={texts.oversampleHint} value={draft.oversample} problem={oversample} onChange={(value) => onChange({ oversample: value })} />
        <SelectField label={texts.augmentation} value={draft.augmentation} choices={augmentationStrengths.map((value) => ({ value, label: texts.augmentations[value] }))} onChange={(augmentation) => onChange({ augmentation })} />
        <SelectField label={texts.provider} hint={texts.providerHint} value={draft.provider} choices={providers.map((value) => ({ value, label: value === 'laboratory' ? texts.providerOfLaboratory : settingsTexts.providers[value] }))} onChange={(provider) => onChange({ provider })} />
      </div>
    </details>
  );
}
