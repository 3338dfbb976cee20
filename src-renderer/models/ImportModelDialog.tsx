import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ProductClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { CheckField } from '../ui/CheckField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ClassMap } from './ClassMap.tsx';
import { PathField } from './PathField.tsx';

const texts = modelTexts.importing;

/** Takes in a model that was made elsewhere: its file and card are read, its classes mapped by hand, then it is tried and kept. */
export function ImportModelDialog({ onClose, onImported }: { readonly onClose: () => void; readonly onImported: (name: string) => void }): ReactNode {
  const { user } = useSession();
  const [file, setFile] = useState('');
  const [card, setCard] = useState('');
  const [name, setName] = useState('');
  const [map, setMap] = useState<Readonly<Record<string, ProductClassCode>>>({});
  const [hasCompared, setCompared] = useState(false);
  /** What was read: another file has to be read anew. */
  const [readFrom, setReadFrom] = useState('');
  const reading = useLongService('models.readForImport', texts.reading);
  const keeping = useLongService('models.import', texts.importing);
  const paths = { path: file.trim(), ...(card.trim() !== '' && { cardPath: card.trim() }) };
  const read = readFrom === JSON.stringify(paths) ? reading.result : undefined;
  const open = read?.classes.filter((each) => map[each.name] === undefined) ?? [];
  const isLookedAt = open.length === 0 && (hasCompared || read?.classes.length === 0);
  const failure = keeping.failure ?? reading.failure;
  const isBusy = reading.progress !== undefined || keeping.progress !== undefined;

  const readFile = async (): Promise<void> => {
    setReadFrom('');
    const found = await reading.run(paths);
    if (!found) return;
    setReadFrom(JSON.stringify(paths));
    setName(found.name);
    setCompared(false);
    setMap(Object.fromEntries(found.classes.flatMap(({ name: theirs, suggested }) => (suggested === undefined ? [] : [[theirs, suggested]]))));
  };

  return (
    <Dialog title={texts.title} width="wide" onClose={onClose} actions={keeping.result
      ? <Button kind="main" autoFocus onPress={() => onImported(keeping.result!.name)}>{texts.close}</Button>
      : (
        <>
          {isBusy && <Progress {...(keeping.progress ?? reading.progress)!} />}
          <Button onPress={() => { if (isBusy) { reading.stop(); keeping.stop(); } else onClose(); }}>{commonTexts.cancel}</Button>
          {read
            ? <Button kind="main" isDisabled={!isLookedAt || name.trim() === ''} isPending={isBusy} onPress={() => void keeping.run({ ...paths, name: name.trim(), map, by: user.name })}>{texts.do}</Button>
            : <Button kind="main" isDisabled={file.trim() === ''} isPending={isBusy} onPress={() => void readFile()}>{texts.read}</Button>}
        </>
      )}>
      <div className="modelFields">
        {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
        {keeping.result
          ? <Notice kind="plain" sentence={texts.done(keeping.result.name, keeping.result.triedRight, keeping.result.triedOn)} remedy={keeping.result.notTrainable} />
          : (
            <>
              <PathField label={texts.file} kind="model" value={file} onChange={setFile} />
              <PathField label={texts.cardFile} kind="model" value={card} hint={texts.cardHint} onChange={setCard} />
              {read && <TextField label={texts.name} value={name} hint={texts.nameHint} maxLength={64} autoFocus onChange={setName} />}
              {read && <ClassMap classes={read.classes} map={map} onChange={setMap} />}
              {read && read.classes.length > 0 && <CheckField label={texts.compared} hint={texts.comparedHint} checked={hasCompared} onChange={setCompared} />}
            </>
          )}
      </div>
    </Dialog>
  );
}
