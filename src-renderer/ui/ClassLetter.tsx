import type { ReactNode } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useClassBook } from './classBook.ts';

interface ClassLetterProps {
  readonly code: ClassCode;
  /** Writes the class's name beside its letters. */
  readonly withName?: boolean;
  /** Not yet seen by a person: outlined instead of filled. */
  readonly isMachineCall?: boolean;
}

/** A class as a chip of its colour with its letters, so that colour never stands alone. */
export function ClassLetter({ code, withName = false, isMachineCall = false }: ClassLetterProps): ReactNode {
  const { nameOf, lettersOf } = useClassBook();
  const name = nameOf(code);
  return (
    <span className="classLetter" data-machine={isMachineCall || undefined} title={name}
      style={{ '--class-fill': `var(--class-${code})`, '--class-ink': `var(--class-ink-${code})` } as React.CSSProperties}>
      <span className="classLetterCode">{lettersOf(code)}</span>
      {withName && <span className="classLetterName">{name}</span>}
    </span>
  );
}
