import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { cellState } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isCounted } from '../cells/cellFilter.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { useClassKeyTable } from '../session/useClassKeys.ts';
import { galleryTexts as texts } from '../texts/gallery.ts';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { ShortcutHint } from '../ui/ShortcutHint.tsx';
import { useCellDrop } from './useCellDrop.ts';

interface RailLineProps {
  readonly code: ClassCode;
  readonly count: number;
  readonly reviewed: number;
  readonly classKey: string | undefined;
  readonly isCurrent: boolean;
  readonly onOpen: (code: ClassCode) => void;
  readonly onDropCells: (code: ClassCode, ids: readonly number[]) => void;
}

function RailLine({ code, count, reviewed, classKey, isCurrent, onOpen, onDropCells }: RailLineProps): ReactNode {
  const [isDropTarget, dropHandlers] = useCellDrop((ids) => { onDropCells(code, ids); });
  const name = useClassBook().nameOf(code);
  return (
    <li className="classRailLine" data-drop={isDropTarget || undefined} {...dropHandlers}>
      <button type="button" className="classRailButton" aria-current={isCurrent || undefined} aria-disabled={count === 0} onClick={() => { if (count > 0) onOpen(code); }}>
        <ClassLetter code={code} />
        <span className="classRailName">{name}</span>
        <span className="classRailCount figures">{count > 0 && count.toLocaleString('en')}<span className="visuallyHidden"> {texts.classLine(count, reviewed)}</span></span>
        <span className="classRailKey">{classKey !== undefined && <ShortcutHint keys={classKey} />}</span>
        <span className="classRailShare" aria-hidden="true"><span style={{ inlineSize: count === 0 ? 0 : `${(100 * reviewed) / count}%` }} /></span>
      </button>
    </li>
  );
}

export interface ClassRailProps {
  readonly shown: ShownCells;
  readonly currentCode: ClassCode | undefined;
  readonly onOpen: (code: ClassCode) => void;
  readonly onDropCells: (code: ClassCode, ids: readonly number[]) => void;
}

/** Every class with its count as it stands, how much of it is reviewed, and its key. A press goes there; cells dropped on it are named so. */
export function ClassRail({ shown: { columns, revision }, currentCode, onOpen, onDropCells }: ClassRailProps): ReactNode {
  const { codes } = useClassBook();
  const keys = useClassKeyTable();
  const tally = useMemo(() => {
    void revision;
    const counts = classCodes.map(() => ({ count: 0, reviewed: 0 }));
    for (let row = 0; row < columns.ids.length; row++) {
      if (!isCounted(columns, row)) continue;
      const ofClass = counts[columns.codes[row]];
      ofClass.count++;
      if (columns.states[row] & cellState.reviewed) ofClass.reviewed++;
    }
    return counts;
  }, [columns, revision]);
  return (
    <nav className="classRail" aria-label={texts.classes}>
      <ul>
        {codes.map((code) => <RailLine key={code} code={code} {...tally[classCodes.indexOf(code)]} classKey={keys.get(code)} isCurrent={code === currentCode} onOpen={onOpen} onDropCells={onDropCells} />)}
      </ul>
    </nav>
  );
}
