import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { cellClass, classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useClassKeyTable } from '../session/useClassKeys.ts';
import { cellTexts } from '../texts/cells.ts';
import { shownKey } from '../ui/keyMatch.ts';
import { ClassChip } from './ClassChip.tsx';
import styles from './ClassButtons.module.css';

export interface ClassButtonsProps {
  /** The class that stands now, if it is one cell's. */
  readonly current?: ClassCode;
  readonly isDisabled?: boolean;
  readonly onChoose: (code: ClassCode) => void;
}

/** A button for each class in report order, with the key that does the same. */
export function ClassButtons({ current, isDisabled, onChoose }: ClassButtonsProps): ReactNode {
  const keys = useClassKeyTable();
  return (
    <div role="group" aria-label={cellTexts.classes} className={styles.grid}>
      {classCodes.map((code) => (
        <Button key={code} className={styles.button} data-current={code === current || undefined} isDisabled={isDisabled} aria-label={cellTexts.nameIt(cellClass(code).name)} aria-pressed={code === current} excludeFromTabOrder={false} onPress={() => { onChoose(code); }}>
          <ClassChip code={code} />
          <span className={styles.name}>{cellClass(code).name}</span>
          {keys.has(code) && <kbd className={styles.key}>{shownKey(keys.get(code)!)}</kbd>}
        </Button>
      ))}
    </div>
  );
}
