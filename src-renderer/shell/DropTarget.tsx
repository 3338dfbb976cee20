import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { shellBridge } from '../bridge/shellBridge.ts';
import { shellTexts } from '../texts/shell.ts';
import { Progress } from '../ui/Progress.tsx';
import { droppedFiles } from './droppedFiles.ts';
import { showFailure } from './failureLog.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes slides and folders dropped anywhere on the window. `onPaths` gets where they lie. */
export function DropTarget({ onPaths }: { readonly onPaths: (paths: string[]) => void }): ReactNode {
  const [isOver, setOver] = useState(false);
  const [copied, setCopied] = useState<{ done: number; total: number }>();

  useEffect(() => {
    const end = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', hear: (event: DragEvent) => void): void => {
      window.addEventListener(type, (event) => { if (carriesFiles(event)) hear(event); }, { signal: end.signal });
    };
    listen('dragover', (event) => { event.preventDefault(); setOver(true); });
    // Leaving for a child is no leaving.
    listen('dragleave', (event) => { if (event.relatedTarget === null) setOver(false); });
    listen('drop', (event) => {
      event.preventDefault();
      setOver(false);
      void droppedFiles(event.dataTransfer!, shellBridge.shell === 'web')
        .then((files) => shellBridge.pathsOfDropped(files, (done, total) => setCopied({ done, total })))
        .then((paths) => { if (paths.length > 0) onPaths(paths); })
        .catch(showFailure).finally(() => setCopied(undefined));
    });
    return () => end.abort();
  }, [onPaths]);

  if (copied) return <div className="dropTarget" role="status"><Progress stage={shellTexts.copying} {...copied} /></div>;
  return isOver ? <div className="dropTarget" aria-hidden="true">{shellTexts.dropHere}</div> : null;
}
