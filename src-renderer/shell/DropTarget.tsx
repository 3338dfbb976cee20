import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { TimeLeft } from '#shared/jobs/timeLeft.ts';
import { callService } from '../bridge/serviceClient.ts';
import { shellBridge } from '../bridge/shellBridge.ts';
import type { TimedProgress } from '../bridge/timedProgress.ts';
import { commonTexts } from '../texts/common.ts';
import { droppingTexts } from '../texts/dropping.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Progress } from '../ui/Progress.tsx';
import { droppedFiles } from './droppedFiles.ts';
import { showFailure } from './failureLog.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Gives the paths of files; of what is copied until it fails or is ended, nothing stays. */
async function pathsOf(files: readonly File[], onProgress: (progress: TimedProgress) => void, signal: AbortSignal): Promise<string[]> {
  const stage = droppingTexts.copying;
  const timeLeft = new TimeLeft();
  const kept: string[] = [];
  try {
    return await shellBridge.pathsOfDropped(files, {
      signal, onKept: (path) => { kept.push(path); },
      onProgress: (done, total) => {
        const leftMs = timeLeft.afterProgress({ stage, done, total }, performance.now());
        onProgress({ stage, done, total, ...(leftMs !== undefined && { secondsLeft: Math.round(leftMs / 1000) }) });
      },
    });
  } catch (error) {
    // What can't be taken away now is when the program starts again.
    if (kept.length > 0) await callService('files.discardDropped', { paths: kept }).catch(() => undefined);
    throw error;
  }
}

/** Takes slides and folders dropped anywhere on the window. `onPaths` gets where they lie. */
export function DropTarget({ onPaths }: { readonly onPaths: (paths: string[]) => void }): ReactNode {
  const [isOver, setOver] = useState(false);
  const [copied, setCopied] = useState<TimedProgress>();
  const copying = useRef<AbortController>(undefined);

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
      // One at a time: the dialogue of the copying lies over the window.
      if (copying.current) return;
      const own = new AbortController();
      copying.current = own;
      void droppedFiles(event.dataTransfer!, shellBridge.shell === 'web')
        .then((files) => pathsOf(files, setCopied, own.signal))
        .then((paths) => { if (paths.length > 0) onPaths(paths); })
        .catch(showFailure).finally(() => { copying.current = undefined; setCopied(undefined); });
    });
    return () => { end.abort(); };
  }, [onPaths]);
  useEffect(() => () => copying.current?.abort(), []);

  if (copied) {
    const stop = (): void => copying.current?.abort();
    return (
      <Dialog title={droppingTexts.copying} role="alertdialog" actions={<><span className="stretch" /><Button autoFocus onPress={stop}>{commonTexts.cancel}</Button></>}>
        <Progress {...copied} isShort />
        <p className="quiet">{droppingTexts.copyingHint}</p>
      </Dialog>
    );
  }
  return isOver ? <div className="dropTarget" aria-hidden="true">{shellTexts.dropHere}</div> : null;
}
