import { useState } from 'react';
import type { ReactNode } from 'react';
import { shellBridge } from '../bridge/shellBridge.ts';
import { showFailure } from '../shell/failureLog.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { FileBrowser } from './FileBrowser.tsx';
import { fileName } from './fileName.ts';

interface SlideChooserProps { readonly paths: readonly string[]; readonly problem?: string; readonly onChange: (paths: readonly string[]) => void }

/** The slides of a new case: by the system's dialogue, or by our own list of files where there is none. */
export function SlideChooser({ paths, problem, onChange }: SlideChooserProps): ReactNode {
  const [browsed, setBrowsed] = useState<'slides' | 'folder'>();
  const add = (chosen: readonly string[]): void => onChange([...new Set([...paths, ...chosen])]);
  const choose = (kind: 'slides' | 'folder'): void => {
    if (shellBridge.choosePaths) void shellBridge.choosePaths(kind).then(add, showFailure);
    else setBrowsed(kind);
  };
  return (
    <fieldset className="slideChooser">
      <legend>{worklistTexts.slides}</legend>
      {paths.length === 0
        ? <p className={problem === undefined ? 'quiet' : 'fieldProblem'}>{problem ?? worklistTexts.noSlides}</p>
        : (
          <ul className="chosenSlides">
            {paths.map((path) => (
              <li key={path}>
                <span title={path}>{fileName(path)} <span className="quiet">{path}</span></span>
                <Button kind="quiet" aria-label={worklistTexts.removeSlide(fileName(path))} onPress={() => onChange(paths.filter((kept) => kept !== path))}>✕</Button>
              </li>
            ))}
          </ul>
        )}
      <div className="buttonRow">
        <Button autoFocus={paths.length === 0} onPress={() => choose('slides')}>{worklistTexts.addSlides}</Button>
        <Button onPress={() => choose('folder')}>{worklistTexts.addFolder}</Button>
      </div>
      <p className="fieldHint">{worklistTexts.slidesHint}</p>
      {browsed && <FileBrowser kind={browsed} onClose={() => setBrowsed(undefined)} onChoose={(chosen) => { add(chosen); setBrowsed(undefined); }} />}
    </fieldset>
  );
}
