import type { ReactNode } from 'react';
import { commonTexts } from '../texts/common.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { SettingsDraft } from './useSettingsDraft.ts';

export type SectionName = keyof typeof settingsTexts.sections;

interface SettingsSectionProps {
  readonly name: SectionName;
  readonly hint?: string;
  /** What is being changed, for a section that is saved. */
  readonly draft?: Pick<SettingsDraft<object>, 'isChanged' | 'isSaving' | 'wasSaved' | 'failure' | 'undoChanges'>;
  /** Undefined while something in the section can't be saved. */
  readonly onSave?: () => void;
  readonly children: ReactNode;
}

/** One part of the settings, with its own button to save. */
export function SettingsSection({ name, hint, draft, onSave, children }: SettingsSectionProps): ReactNode {
  return (
    <section id={`settings-${name}`} className="settingsSection" aria-labelledby={`settings-${name}-title`}>
      <h2 id={`settings-${name}-title`} tabIndex={-1}>{settingsTexts.sections[name]}</h2>
      {hint !== undefined && <p className="quiet">{hint}</p>}
      {children}
      {draft?.failure && <Notice sentence={draft.failure.sentence} remedy={draft.failure.remedy} />}
      {draft && (
        <div className="settingsSave">
          <Button kind="main" isDisabled={!draft.isChanged || draft.isSaving || onSave === undefined} onPress={onSave} aria-label={`${commonTexts.save}: ${settingsTexts.sections[name]}`}>{commonTexts.save}</Button>
          {draft.isChanged && <Button onPress={draft.undoChanges}>{settingsTexts.undoChanges}</Button>}
          <span role="status" className="quiet">{draft.wasSaved ? settingsTexts.saved : ''}</span>
        </div>
      )}
    </section>
  );
}
