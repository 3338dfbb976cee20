import { useState } from 'react';
import type { ReactNode } from 'react';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';
import { usePathChooser } from '../worklist/usePathChooser.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { shownSize } from './shownSize.ts';

/** The backup's path in a folder, in the way of the system that the folder is of. */
function backupIn(folder: string): string {
  const stroke = folder.includes('\\') ? '\\' : '/';
  return `${folder.replace(/[/\\]$/, '')}${stroke}${settingsTexts.backupName(new Date().toISOString().slice(0, 10))}`;
}

/** Where the library lies, how large it is, and a whole copy of it. */
export function StorageSection(): ReactNode {
  const about = useService('settings.about', {}).data;
  const backUp = useServiceAct('settings.backUp');
  const [path, setPath] = useState('');
  const { choose, dialog } = usePathChooser(([folder]) => setPath(backupIn(folder)));
  return (
    <SettingsSection name="storage" hint={settingsTexts.backUpHint}>
      {about && (
        <dl className="facts">
          <div><dt>{settingsTexts.libraryPath}</dt><dd>{about.libraryPath}</dd></div>
          <div><dt>{settingsTexts.librarySize}</dt><dd className="figures">{shownSize(about.libraryBytes)}</dd></div>
        </dl>
      )}
      <TextField label={settingsTexts.backUpPath} value={path} onChange={setPath} />
      <div className="buttonRow">
        <Button onPress={() => choose('folder')}>{settingsTexts.chooseFolder}</Button>
        <Button kind="main" isDisabled={path.trim() === '' || backUp.isPending} onPress={() => backUp.mutate({ path: path.trim() })}>{settingsTexts.backUp}</Button>
      </div>
      {backUp.error && <Notice sentence={backUp.error.sentence} remedy={backUp.error.remedy} />}
      {backUp.data && <Notice kind="plain" sentence={settingsTexts.backedUp(backUp.data.path, shownSize(backUp.data.bytes))} />}
      {dialog}
    </SettingsSection>
  );
}
