import type { ReactNode } from 'react';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';

interface ClassLetterProps {
  readonly code: ClassCode;
  /** Writes the class's name beside its code. */
  readonly withName?: boolean;
  /** Not yet seen by a person: outlined instead of filled. */
  readonly isMachineCall?: boolean;
}

/** A class as a chip of its colour with the letters of its code, so that colour never stands alone. */
export function ClassLetter({ code, withName = false, isMachineCall = false }: ClassLetterProps): ReactNode {
  const { name } = cellClass(code);
  return (
    <span className="classLetter" data-machine={isMachineCall || undefined} title={name}
      style={{ '--class-fill': `var(--class-${code})`, '--class-ink': `var(--class-ink-${code})` } as React.CSSProperties}>
      <span className="classLetterCode">{code}</span>
      {withName && <span className="classLetterName">{name}</span>}
    </span>
  );
}
