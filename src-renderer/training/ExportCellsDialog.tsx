import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Progress as WorkProgress } from '#shared/jobs/progress.ts';
import type { ResultOf } from '#shared/contract/contract.ts';
import { callService } from '../bridge/serviceClient.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { commonTexts } from '../texts/common.ts';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { PathField } from '../models/PathField.tsx';
import { SkippedCells } from './SkippedCells.tsx';

const texts = trainingTexts.export;

/** Writes the reviewed cells as labelled folders; closing it stops the work. */
export function ExportCellsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [directory, setDirectory] = useState('');
  const [progress, setProgress] = useState<WorkProgress>();
  const [failure, setFailure] = useState<ServiceFailure>();
  const [done, setDone] = useState<ResultOf<'training.export'>>();
  const stopping = useRef(new AbortController());
  const close = (): void => { stopping.current.abort(); onClose(); };
  const run = async (): Promise<void> => {
    setFailure(undefined);
    setDone(undefined);
    setProgress({ stage: texts.doing, done: 0, total: 0 });
    try {
      setDone(await callService('training.export', { directory: directory.trim() }, { signal: stopping.current.signal, onProgress: setProgress }));
    } catch (error) {
      if (!stopping.current.signal.aborted) setFailure(error as ServiceFailure);
    } finally {
      setProgress(undefined);
    }
  };
  return (
    <Dialog title={texts.title} width="wide" onClose={close} actions={<>
      <Button onPress={close}>{done ? commonTexts.close : commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={directory.trim() === '' || progress !== undefined} onPress={() => void run()}>{texts.do}</Button>
    </>}>
      <div className="trainingFields">
        <p>{texts.hint}</p>
        <PathField label={texts.folder} kind="folder" value={directory} onChange={setDirectory} />
        {progress && <Progress {...progress} />}
        {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
        {done && <Notice kind="plain" sentence={texts.done(done.cells, done.directory)} />}
        {done && <SkippedCells skipped={done.skipped} />}
      </div>
    </Dialog>
  );
}
