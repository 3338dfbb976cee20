import { memo } from 'react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useClassKeyTable } from '../session/useClassKeys.ts';
import { cellTexts } from '../texts/cells.ts';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { ShortcutHint } from '../ui/ShortcutHint.tsx';
import './cells.css';

export interface ClassButtonsProps {
  /** The class that stands now, if it is one cell's. */
  readonly current?: ClassCode;
  readonly isDisabled?: boolean;
  readonly onChoose: (code: ClassCode) => void;
}

/** A button for each class in report order, with the key that does the same. */
export function ClassButtons({ current, isDisabled, onChoose }: ClassButtonsProps): ReactNode {
  const keys = useClassKeyTable();
  const { codes } = useClassBook();
  return (
    <div role="group" aria-label={cellTexts.classes} className="classButtons">
      {codes.map((code) => <ClassButton key={code} code={code} isCurrent={code === current} isDisabled={isDisabled} shortcut={keys.get(code)} onChoose={onChoose} />)}
    </div>
  );
}

interface ClassButtonProps { readonly code: ClassCode; readonly isCurrent: boolean; readonly isDisabled: boolean | undefined; readonly shortcut: string | undefined; readonly onChoose: (code: ClassCode) => void }

/** Drawn again only when it is another's turn: there are twenty of them beside a cell, and a key a second. */
const ClassButton = memo(function ClassButton({ code, isCurrent, isDisabled, shortcut, onChoose }: ClassButtonProps): ReactNode {
  const { nameOf } = useClassBook();
  return (
    <Button className="classButton" isDisabled={isDisabled} preventFocusOnPress aria-pressed={isCurrent} onPress={() => { onChoose(code); }}>
      <span className="visuallyHidden">{cellTexts.nameIt} </span>
      <ClassLetter code={code} />
      <span className="classButtonName">{nameOf(code)}</span>
      {shortcut !== undefined && <ShortcutHint keys={shortcut} isFixed />}
    </Button>
  );
});
