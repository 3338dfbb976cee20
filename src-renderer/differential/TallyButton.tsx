import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { differentialTexts } from '../texts/differential.ts';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { shownKey } from '../ui/keyMatch.ts';
import { ShortcutHint } from '../ui/ShortcutHint.tsx';
import styles from './ManualCounter.module.css';

interface TallyButtonProps { readonly code: ClassCode; readonly shortcut?: string; readonly count: number; readonly isDisabled: boolean; readonly onTally: (code: ClassCode) => void }

/** One key of the counter: its class, the key of the keyboard and what it has counted. */
export function TallyButton({ code, shortcut, count, isDisabled, onTally }: TallyButtonProps): ReactNode {
  const name = useClassBook().nameOf(code);
  const texts = differentialTexts.manual;
  return (
    <Button className={styles.key} isDisabled={isDisabled} onPress={() => { onTally(code); }}>
      <span className={styles.keyHead}><ClassLetter code={code} />{shortcut && <ShortcutHint keys={shortcut} isFixed />}</span>
      <span className={styles.keyName}>{name}{shortcut && <span className="visuallyHidden">{texts.key(shownKey(shortcut))}</span>}</span>
      <b className={styles.keyCount}>{count}</b>
    </Button>
  );
}
