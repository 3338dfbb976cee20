import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ServiceFailure } from '../bridge/serviceFailure.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { useService } from '../bridge/useService.ts';
import { showFailure } from '../shell/failureLog.ts';
import { commonTexts } from '../texts/common.ts';
import { settingsTexts } from '../texts/settings.ts';
import { writtenDay } from '../texts/writtenMoment.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { TextField } from '../ui/TextField.tsx';
import { usePathChooser } from '../worklist/usePathChooser.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { shownSize } from './shownSize.ts';

/** The backup's path in a folder, in the way of the system that the folder is of. */
function backupIn(folder: string): string {
  const stroke = folder.includes('\\') ? '\\' : '/';
  return `${folder.replace(/[/\\]$/, '')}${stroke}${settingsTexts.backupName(writtenDay(new Date().toISOString()))}`;
}

/** Where the library lies, how large it is, a whole copy of it, and how such a copy is put back. */
export function StorageSection(): ReactNode {
  const about = useService('settings.about', {}).data;
  const { progress, result, failure, run, stop } = useLongService('settings.backUp', settingsTexts.backingUp);
  const isWriting = useRef(false);
  const [path, setPath] = useState('');
  useEffect(() => { isWriting.current = progress !== undefined; }, [progress]);
  // Whoever leaves may think that it goes on.
  useEffect(() => () => { if (isWriting.current) showFailure(new ServiceFailure(settingsTexts.backUpLeft)); }, []);
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
        <Button kind="main" isDisabled={path.trim() === '' || progress !== undefined} onPress={() => void run({ path: path.trim() })}>{settingsTexts.backUp}</Button>
      </div>
      {progress && (
        <div className="buttonRow">
          <Progress {...progress} />
          <Button onPress={stop}>{commonTexts.cancel}</Button>
          <span className="quiet">{settingsTexts.backUpStay}</span>
        </div>
      )}
      {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
      {result && <Notice kind="plain" sentence={settingsTexts.backedUp(result.path, shownSize(result.bytes))} />}
      <details>
        <summary>{settingsTexts.restoreTitle}</summary>
        <ol>{settingsTexts.restoreSteps.map((step) => <li key={step}>{step}</li>)}</ol>
      </details>
      {dialog}
    </SettingsSection>
  );
}
