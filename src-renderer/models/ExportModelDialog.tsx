import { useState } from 'react';
import type { ReactNode } from 'react';
import { useServiceAct } from '../bridge/useService.ts';
import { commonTexts } from '../texts/common.ts';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PathField } from './PathField.tsx';

/** Writes a model with card and hash into a folder that the person names. */
export function ExportModelDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }): ReactNode {
  const [directory, setDirectory] = useState('');
  const write = useServiceAct('models.export');
  return (
    <Dialog title={modelTexts.exportTitle(name)} onClose={onClose} actions={<>
      <Button onPress={onClose}>{write.data ? commonTexts.close : commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={directory.trim() === '' || write.isPending} onPress={() => write.mutate({ name, directory: directory.trim() })}>{modelTexts.exportDo}</Button>
    </>}>
      <div className="modelFields">
        <p>{modelTexts.exportHint}</p>
        <PathField label={modelTexts.folder} kind="folder" value={directory} onChange={setDirectory} />
        {write.error && <Notice sentence={write.error.sentence} remedy={write.error.remedy} />}
        {write.data && <Notice kind="plain" sentence={modelTexts.exported(write.data.directory, write.data.files)} />}
      </div>
    </Dialog>
  );
}
