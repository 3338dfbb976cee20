import { useState } from 'react';
import type { ReactNode } from 'react';
import { callService } from '../bridge/serviceClient.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';
import { usePathChooser } from '../worklist/usePathChooser.tsx';
import type { TrainingDraft } from './trainingDraft.ts';
import { onFolder } from './trainingDraft.ts';

const texts = trainingTexts.start;

interface TrainingFolderFieldsProps {
  readonly draft: TrainingDraft;
  readonly problems: { readonly directory?: string; readonly spanUm?: string };
  readonly onChange: (changes: Partial<TrainingDraft>) => void;
  /** What was found in a folder, which may stand there no more. */
  readonly onAnswer: (directory: string, found: Partial<TrainingDraft>) => void;
}

/** A folder of labelled pictures beside the library's own cells, and what it holds. */
export function TrainingFolderFields({ draft, problems, onChange, onAnswer }: TrainingFolderFieldsProps): ReactNode {
  const { directory, spanUm, found } = draft;
  const [failed, setFailed] = useState<{ readonly of: string; readonly cause: ServiceFailure }>();
  const failure = failed?.of === directory ? failed.cause : undefined;
  const look = async (folder: string): Promise<void> => {
    onChange(onFolder(draft, folder));
    setFailed(undefined);
    try {
      const read = await callService('training.folder', { directory: folder });
      onAnswer(folder, { found: read, ...(read.spanUm !== undefined && { spanUm: String(read.spanUm) }) });
    } catch (error) {
      setFailed({ of: folder, cause: error as ServiceFailure });
    }
  };
  const { choose, dialog } = usePathChooser(([folder]) => { void look(folder); });
  return (
    <fieldset className="trainingFolder">
      <legend>{texts.folder}</legend>
      <div className="trainingFolderLine">
        <TextField label={texts.folder} hint={texts.folderHint} value={directory} problem={problems.directory} onChange={(typed) => onChange(onFolder(draft, typed))} />
        <Button onPress={() => choose('folder')} aria-label={`${texts.folder}: ${texts.choose}`}>{texts.choose}</Button>
        <Button isDisabled={directory.trim() === ''} onPress={() => void look(directory.trim())}>{texts.look}</Button>
        <TextField label={texts.span} value={spanUm} problem={problems.spanUm} onChange={(typed) => onChange({ spanUm: typed })} />
      </div>
      {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
      <p role="status" className="quiet">{found ? texts.holds(found.classes.reduce((sum, { cells }) => sum + cells, 0), found.classes.map(({ code, cells }) => `${code} ${cells}`).join(', '), found.cases) : ''}</p>
      {found && found.skipped.length > 0 && <details><summary>{texts.skipped(found.skipped.length)}</summary><ul className="plainList">{found.skipped.slice(0, 50).map(({ what, why }) => <li key={what}>{what}: {why}</li>)}</ul></details>}
      {dialog}
    </fieldset>
  );
}
