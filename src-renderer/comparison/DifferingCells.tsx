import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { ClassButtons } from '../cells/ClassButtons.tsx';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { useClassKeys } from '../session/useClassKeys.ts';
import { useNavigation } from '../shell/navigation.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { Button } from '../ui/Button.tsx';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { useKeys } from '../ui/useKeys.ts';
import type { KeyBinding } from '../ui/useKeys.ts';
import { nextToSettle } from './agreementCells.ts';
import type { DifferingCell } from './agreementCells.ts';
import { DifferingList } from './DifferingList.tsx';
import styles from './DifferingCells.module.css';

const texts = comparisonTexts.differing;
/** Wide enough to see what lies around the cell, near enough to see its chromatin. */
const spanUm = 36;
const keyGroup = texts.keys;

interface DifferingCellsProps {
  readonly caseId: number;
  readonly cells: readonly DifferingCell[];
  readonly readers: { readonly first: string; readonly second: string };
  /** Whether a consensus can be called now. */
  readonly isOpen: boolean;
  readonly onCall: (cellId: number, code: ClassCode) => void;
}

/** The cells on which two readers differ, one after the other, with both calls and the consensus for each. */
export function DifferingCells({ caseId, cells, readers, isOpen, onCall }: DifferingCellsProps): ReactNode {
  const { open } = useNavigation();
  const { nameOf } = useClassBook();
  const [chosenId, setChosenId] = useState<number>();
  const chosen = Math.max(0, cells.findIndex(({ cellId }) => cellId === chosenId));
  const cell = cells.at(chosen);
  // Keys act on what is shown now, and stay the same bindings from cell to cell.
  const now = useRef({ cells, chosen, onCall });
  now.current = { cells, chosen, onCall };

  const acts = useMemo(() => {
    const go = (place: number): void => { setChosenId(now.current.cells.at(Math.min(now.current.cells.length - 1, Math.max(0, place)))?.cellId); };
    const call = (code: ClassCode): void => {
      const { cells: all, chosen: place } = now.current;
      const called = all.at(place);
      if (!called) return;
      now.current.onCall(called.cellId, code);
      const settled = all.map((other, i) => (i === place ? { ...other, consensus: code } : other));
      go(nextToSettle(settled, place) ?? place);
    };
    const take = (reader: 'first' | 'second') => (): void => { const given = now.current.cells.at(now.current.chosen); if (given) call(given[reader]); };
    return { go, call, takeFirst: take('first'), takeSecond: take('second'), next: () => { go(now.current.chosen + 1); }, previous: () => { go(now.current.chosen - 1); } };
  }, []);
  useKeys(useMemo((): KeyBinding[] => [
    { keys: 'ArrowRight', label: texts.next, group: keyGroup, repeats: true, run: acts.next }, { keys: 'ArrowLeft', label: texts.previous, group: keyGroup, repeats: true, run: acts.previous },
  ], [acts]));
  useKeys(useMemo((): KeyBinding[] => [
    { keys: '[', label: texts.takeFirst, group: keyGroup, run: acts.takeFirst }, { keys: ']', label: texts.takeSecond, group: keyGroup, run: acts.takeSecond },
  ], [acts]), { enabled: isOpen });
  useClassKeys(keyGroup, acts.call, isOpen);

  if (!cell) return null;
  return (
    <div className={styles.cells}>
      <DifferingList caseId={caseId} cells={cells} chosen={chosen} onChoose={acts.go} />
      <section className={styles.one} aria-label={texts.describe(chosen + 1, cells.length, nameOf(cell.first), nameOf(cell.second), cell.consensus ? nameOf(cell.consensus) : texts.open)}>
        <img className={styles.picture} src={pictureUrl('pictures.cell', { caseId, cellId: cell.cellId, spanUm, sidePx: 448 })} alt="" />
        <div className={styles.calls}>
          <Call reader={readers.first} code={cell.first} words={texts.takeFirst} shortcut="[" isOpen={isOpen} isTaken={cell.consensus === cell.first} onTake={acts.takeFirst} />
          <Call reader={readers.second} code={cell.second} words={texts.takeSecond} shortcut="]" isOpen={isOpen} isTaken={cell.consensus === cell.second} onTake={acts.takeSecond} />
          <p className={styles.consensus} role="status"><span className="quiet">{texts.consensus}</span> {cell.consensus ? <ClassLetter code={cell.consensus} withName /> : texts.open}</p>
        </div>
        <Button kind="quiet" onPress={() => { open({ screen: 'slide', caseId, cellId: cell.cellId }); }}>{texts.onSlide}</Button>
        {isOpen && <><p className="quiet">{texts.hint}</p><ClassButtons current={cell.consensus} onChoose={acts.call} /></>}
      </section>
    </div>
  );
}

interface CallProps { readonly reader: string; readonly code: ClassCode; readonly words: string; readonly shortcut: string; readonly isOpen: boolean; readonly isTaken: boolean; readonly onTake: () => void }

function Call({ reader, code, words, shortcut, isOpen, isTaken, onTake }: CallProps): ReactNode {
  const { nameOf } = useClassBook();
  return (
    <div className={styles.call}>
      <span className="quiet">{reader}</span>
      <ClassLetter code={code} withName />
      {isOpen && <Button isPressed={isTaken} shortcut={shortcut} onPress={onTake}>{texts.take}<span className="visuallyHidden">: {words}, {nameOf(code)}</span></Button>}
    </div>
  );
}
