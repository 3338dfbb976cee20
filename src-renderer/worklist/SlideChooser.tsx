import type { ReactNode } from 'react';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { fileName } from './fileName.ts';
import { usePathChooser } from './usePathChooser.tsx';

interface SlideChooserProps { readonly paths: readonly string[]; readonly problem?: string; readonly onChange: (paths: readonly string[]) => void }

/** The slides of a new case: by the system's dialogue, or by our own list of files where there is none. */
export function SlideChooser({ paths, problem, onChange }: SlideChooserProps): ReactNode {
  const { choose, dialog } = usePathChooser((chosen) => onChange([...new Set([...paths, ...chosen])]));
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
      {dialog}
    </fieldset>
  );
}
