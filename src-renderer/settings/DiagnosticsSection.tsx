import { useState } from 'react';
import type { ReactNode } from 'react';
import { shellBridge } from '../bridge/shellBridge.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { showFailure } from '../shell/failureLog.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** The state of program and machine in a file, to be read here before it is given away. */
export function DiagnosticsSection(): ReactNode {
  const collect = useServiceAct('settings.diagnostics');
  const [savedAt, setSavedAt] = useState<string>();
  const save = (): void => {
    collect.mutate({}, { onSuccess: ({ name, text }) => { shellBridge.save(name, 'text/plain', new TextEncoder().encode(text)).then(setSavedAt, showFailure); } });
  };
  return (
    <SettingsSection name="diagnostics" hint={settingsTexts.diagnosticsHint}>
      <div className="buttonRow"><Button isDisabled={collect.isPending} onPress={save}>{settingsTexts.saveDiagnostics}</Button></div>
      {collect.error && <Notice sentence={collect.error.sentence} remedy={collect.error.remedy} />}
      {savedAt !== undefined && <Notice kind="plain" sentence={settingsTexts.diagnosticsSaved(savedAt)} />}
      {collect.data && <details><summary>{settingsTexts.showDiagnostics}</summary><pre className="diagnosticsText" tabIndex={0}>{collect.data.text}</pre></details>}
    </SettingsSection>
  );
}
