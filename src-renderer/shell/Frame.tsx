import { Suspense, lazy, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { onOpenPaths, onShellEvent } from '../bridge/serviceClient.ts';
import { commonTexts } from '../texts/common.ts';
import { shellTexts } from '../texts/shell.ts';
import { isTextField } from '../ui/keyRegistry.ts';
import { useKeys } from '../ui/useKeys.ts';
import { NewCaseDialog } from '../worklist/NewCaseDialog.tsx';
import { WorklistScreen } from '../worklist/WorklistScreen.tsx';
import { CaseFrame } from './CaseFrame.tsx';
import { loadScreensAhead } from './caseScreens.ts';
import { DropTarget } from './DropTarget.tsx';
import { FailureNotices } from './FailureNotices.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { useNavigation } from './navigation.ts';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { ServiceBanner } from './ServiceBanner.tsx';
import { useDroppedPaths } from './useDroppedPaths.ts';
import { WindowHead } from './WindowHead.tsx';
import './frame.css';

/** Takes back what was typed, as the native menu asks: the one way in which a page can. */
function undoTyping(command: 'undo' | 'redo'): void {
  if (isTextField(document.activeElement)) document.execCommand(command);
}

const ExperimentsScreen = lazy(async () => ({ default: (await import('../experiments/ExperimentsScreen.tsx')).ExperimentsScreen }));
const ModelsScreen = lazy(async () => ({ default: (await import('../models/ModelsScreen.tsx')).ModelsScreen }));
const SettingsScreen = lazy(async () => ({ default: (await import('../settings/SettingsScreen.tsx')).SettingsScreen }));
const TrainingScreen = lazy(async () => ({ default: (await import('../training/TrainingScreen.tsx')).TrainingScreen }));

/** The whole window: its head, what goes wrong, the screen, and the dialogues that open from anywhere. */
export function Frame(): ReactNode {
  const { place, open } = useNavigation();
  const [newCasePaths, setNewCasePaths] = useState<readonly string[]>();
  const [isHelpOpen, setHelpOpen] = useState(false);

  const commands = useMemo((): Readonly<Record<string, () => void>> => ({
    newCase: () => setNewCasePaths([]),
    worklist: () => open({ screen: 'worklist' }),
    models: () => open({ screen: 'models' }),
    training: () => open({ screen: 'training' }),
    experiments: () => open({ screen: 'experiments' }),
    settings: () => open({ screen: 'settings' }),
    keys: () => setHelpOpen(true),
    undo: () => undoTyping('undo'), redo: () => undoTyping('redo'),
  }), [open]);
  useEffect(loadScreensAhead, []);
  useEffect(() => onShellEvent((event) => {
    if (event.shell === 'menu') commands[event.command]?.();
  }), [commands]);
  useEffect(() => onOpenPaths(setNewCasePaths), []);
  const { takeDropped, forgetDropped } = useDroppedPaths(setNewCasePaths);
  const closeNewCase = (): void => { setNewCasePaths(undefined); forgetDropped(); };
  useKeys(useMemo(() => [
    { keys: '?', label: shellTexts.keys, group: shellTexts.keyGroups.places, run: commands['keys'] },
    { keys: 'Alt+0', label: shellTexts.worklist, group: shellTexts.keyGroups.places, run: commands['worklist'] },
    { keys: 'Alt+6', label: shellTexts.models, group: shellTexts.keyGroups.places, run: commands['models'] },
    { keys: 'Alt+7', label: shellTexts.training, group: shellTexts.keyGroups.places, run: commands['training'] },
    { keys: 'Alt+8', label: shellTexts.experiments, group: shellTexts.keyGroups.places, run: commands['experiments'] },
    { keys: 'Alt+9', label: shellTexts.settings, group: shellTexts.keyGroups.places, run: commands['settings'] },
  ], [commands]));

  return (
    <div className="frame">
      <WindowHead onKeys={commands['keys']} />
      <div className="frameNotices"><ServiceBanner /><FailureNotices /></div>
      <ScreenBoundary key={place.caseId ?? place.screen}>
        <Suspense fallback={<p className="screenMessage quiet" role="status">{commonTexts.loading}</p>}>
          {place.caseId !== undefined && <CaseFrame caseId={place.caseId} screen={place.screen} />}
          {place.screen === 'worklist' && <WorklistScreen onNewCase={commands['newCase']} />}
          {place.screen === 'models' && <ModelsScreen />}
          {place.screen === 'training' && <TrainingScreen />}
          {place.screen === 'experiments' && <ExperimentsScreen />}
          {place.screen === 'settings' && <SettingsScreen />}
        </Suspense>
      </ScreenBoundary>
      <DropTarget onPaths={takeDropped} />
      {newCasePaths && <NewCaseDialog paths={newCasePaths} onClose={closeNewCase} />}
      {isHelpOpen && <KeyHelp onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
