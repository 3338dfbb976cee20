import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { settingsTexts } from '../texts/settings.ts';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { classKeyProblems } from './classKeyProblems.ts';
import { SettingsSection } from './SettingsSection.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';

/** One key a class. A key that two classes have is refused. */
export function ClassKeysSection({ settings: { classKeys } }: { readonly settings: Settings }): ReactNode {
  const draft = useSettingsDraft({ classKeys });
  const keys = draft.draft.classKeys;
  const book = useClassBook(), { codes, nameOf } = book;
  const problems = classKeyProblems(keys, book);
  const setKey = (code: ClassCode, key: string): void => {
    draft.change({ classKeys: Object.fromEntries(Object.entries({ ...keys, [code]: key }).filter(([, kept]) => kept !== '')) });
  };
  return (
    <SettingsSection name="keys" hint={settingsTexts.keysHint} draft={draft} onSave={Object.keys(problems).length === 0 ? () => draft.save({ classKeys: keys }) : undefined}>
      <div className="classKeys">
        {codes.map((code) => (
          <div key={code} className="classKey">
            <input className="fieldControl keyControl" aria-label={settingsTexts.keyOf(nameOf(code))} aria-invalid={problems[code] !== undefined || undefined} aria-describedby={problems[code] === undefined ? undefined : `key-${code}`}
              value={(keys[code] ?? '').toUpperCase()} autoComplete="off"
              onChange={(event) => setKey(code, [...event.target.value].at(-1)?.toLowerCase() ?? '')} />
            <ClassLetter code={code} withName />
            {problems[code] !== undefined && <span id={`key-${code}`} className="fieldProblem" role="alert">{problems[code]}</span>}
          </div>
        ))}
      </div>
    </SettingsSection>
  );
}
