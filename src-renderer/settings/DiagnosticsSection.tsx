import { useState } from 'react';
import type { ReactNode } from 'react';
import { saveToFile } from '../bridge/saveToFile.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { showFailure } from '../shell/failureLog.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** The state of program and machine in a file, to be read here before it is given away. */
export function DiagnosticsSection(): ReactNode {
  const collect = useServiceAct('settings.diagnostics');
  const [told, setTold] = useState<string>();
  const save = (): void => {
    collect.mutate({}, { onSuccess: ({ name, text }) => { saveToFile(name, 'text/plain', new TextEncoder().encode(text)).then(setTold, showFailure); } });
  };
  return (
    <SettingsSection name="diagnostics" hint={settingsTexts.diagnosticsHint}>
      <div className="buttonRow"><Button isDisabled={collect.isPending} onPress={save}>{settingsTexts.saveDiagnostics}</Button></div>
      {collect.error && <Notice sentence={collect.error.sentence} remedy={collect.error.remedy} />}
      {told !== undefined && <Notice kind="plain" sentence={told} />}
      {collect.data && <details><summary>{settingsTexts.showDiagnostics}</summary><pre className="diagnosticsText" tabIndex={0}>{collect.data.text}</pre></details>}
    </SettingsSection>
  );
}
