import { useState } from 'react';
import type { ReactNode } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import type { ResultOf } from '#shared/contract/contract.ts';
import { useService } from '../bridge/useService.ts';
import { Answer } from '../shell/Answer.tsx';
import { commonTexts } from '../texts/common.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

interface FileBrowserProps {
  /** Slides in a folder, a model or its card, or a folder. */
  readonly kind: 'slides' | 'model' | 'folder';
  readonly onChoose: (paths: readonly string[]) => void;
  readonly onClose: () => void;
}

const wantedEntry = { slides: 'slide', model: 'model', folder: 'folder' } as const;

/** Folders, slides and models of this machine, for a window without the system's dialogue. */
export function FileBrowser({ kind, onChoose, onClose }: FileBrowserProps): ReactNode {
  const [directory, setDirectory] = useState('');
  // Undefined until something is typed: a list that comes later must not write over it.
  const [typed, setTyped] = useState<string>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const listing = useService('files.browse', { directory, ...(kind === 'model' && { files: 'models' as const }) }, { looksAtFiles: true });
  const here = listing.data?.directory;
  const path = typed ?? here ?? directory;
  const go = (to: string): void => {
    setChosen([]);
    setTyped(undefined);
    if (to === directory) void listing.refetch();
    else setDirectory(to);
  };

  return (
    <Dialog title={worklistTexts.browseFor[kind]} width="wide" onClose={onClose} actions={<>
      <Button onPress={onClose}>{commonTexts.cancel}</Button>
      {kind !== 'folder'
        ? <Button kind="main" isDisabled={chosen.length === 0} onPress={() => onChoose(chosen)}>{worklistTexts.choose(chosen.length)}</Button>
        : <Button kind="main" isDisabled={here === undefined} onPress={() => { if (here !== undefined) onChoose(chosen.length > 0 ? chosen : [here]); }}>{chosen.length > 0 ? worklistTexts.choose(chosen.length) : worklistTexts.chooseThisFolder}</Button>}
    </>}>
      <form className="browserPath" onSubmit={(event) => { event.preventDefault(); go(path); }}>
        <Button isDisabled={listing.data?.parent === undefined} onPress={() => go(listing.data?.parent ?? '')}>{worklistTexts.parent}</Button>
        <input className="fieldControl" aria-label={worklistTexts.folder} value={path} onChange={(event) => setTyped(event.target.value)} />
        <Button type="submit">{worklistTexts.goTo}</Button>
      </form>
      <Answer of={listing}>{({ entries, leftOut }) => <>
        <GridList aria-label={worklistTexts.folder} className="browserList" selectionMode={kind === 'model' ? 'single' : 'multiple'} selectionBehavior="replace" selectedKeys={chosen}
          disabledBehavior="selection" disabledKeys={entries.filter((entry) => entry.kind !== wantedEntry[kind]).map(({ path }) => path)}
          onSelectionChange={(keys) => setChosen(keys === 'all' ? [] : [...keys].map(String))}
          onAction={(path) => { if (entries.find((entry) => entry.path === path)?.kind === 'folder') go(String(path)); else if (kind !== 'folder') onChoose([String(path)]); }}
          renderEmptyState={() => <p className="quiet screenMessage">{worklistTexts.emptyFolder}</p>}>
          {entries.map((entry) => <BrowserEntry key={entry.path} entry={entry} />)}
        </GridList>
        {leftOut > 0 && <p className="quiet">{worklistTexts.leftOutOfFolder(leftOut)}</p>}
      </>}</Answer>
    </Dialog>
  );
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

function BrowserEntry({ entry: { path, name, kind, bytes, pictures } }: { readonly entry: ResultOf<'files.browse'>['entries'][number] }): ReactNode {
  const says = kind !== 'folder' ? (bytes === undefined ? '' : megabytes(bytes)) : pictures ? worklistTexts.picturesIn(pictures) : '';
  return (
    <GridListItem id={path} textValue={name} className="browserEntry">
      <span aria-hidden="true">{kind === 'folder' ? '▸' : '▦'}</span><span className="browserName">{name}</span><span className="quiet figures">{says}</span>
    </GridListItem>
  );
}
