import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Button } from '../ui/Button.tsx';
import { useClassBook } from '../ui/classBook.ts';
import { TextField } from '../ui/TextField.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { readThreshold, typedThreshold } from './thresholdDraft.ts';
import type { TypedThreshold } from './thresholdDraft.ts';
import { useSettingsDraft } from './useSettingsDraft.ts';

/** The limits at which a diagnosis turns. */
export function ThresholdsSection({ settings: { thresholds } }: { readonly settings: Settings }): ReactNode {
  const book = useClassBook();
  const draft = useSettingsDraft<{ readonly lines: readonly TypedThreshold[] }>({ lines: thresholds.map((each) => typedThreshold(each, book)) });
  const { lines } = draft.draft;
  const read = lines.map((line) => readThreshold(line, book));
  const replace = (at: number, changes: Partial<TypedThreshold>): void => draft.change({ lines: lines.map((line, i) => (i === at ? { ...line, ...changes } : line)) });
  const save = (): void => draft.save({ thresholds: read.flatMap((line) => ('threshold' in line ? [line.threshold] : [])) });
  return (
    <SettingsSection name="thresholds" hint={settingsTexts.thresholdsHint} draft={draft} onSave={read.every((line) => 'threshold' in line) ? save : undefined}>
      {lines.map((line, at) => {
        const result = read[at];
        return (
          <div key={at} className="settingsLine">
            <TextField label={settingsTexts.thresholdColumns.name} value={line.name} maxLength={300} onChange={(name) => replace(at, { name })} problem={'problem' in result ? result.problem : undefined} />
            <TextField label={settingsTexts.thresholdColumns.classes} value={line.classes} onChange={(classes) => replace(at, { classes })} />
            <TextField label={settingsTexts.thresholdColumns.percent} value={line.percent} onChange={(percent) => replace(at, { percent })} />
            <Button kind="quiet" aria-label={settingsTexts.removeThreshold(line.name)} onPress={() => draft.change({ lines: lines.filter((_, i) => i !== at) })}>✕</Button>
          </div>
        );
      })}
      <Button onPress={() => draft.change({ lines: [...lines, { name: '', classes: '', percent: '' }] })}>{settingsTexts.addThreshold}</Button>
    </SettingsSection>
  );
}
