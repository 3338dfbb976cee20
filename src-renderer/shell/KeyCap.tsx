import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { prefer } from '../session/windowPreferences.ts';
import { useClassKeyTable } from '../session/useClassKeys.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { classBook } from '../ui/classBook.ts';
import { exchanged, isFree, useKeyExchange, writtenKey } from '../ui/keyExchange.ts';
import { shownKey } from '../ui/keyMatch.ts';
import { ShortcutHint } from '../ui/ShortcutHint.tsx';

interface KeyCapProps {
  /** As it is pressed now. */
  readonly pressed: string;
  readonly label: string;
  readonly onProblem: (sentence: string) => void;
}

/** A key that can be exchanged for another: pressed, it waits for the one that shall do the same. Escape leaves it as it is. */
export function KeyCap({ pressed, label, onProblem }: KeyCapProps): ReactNode {
  const [isWaiting, setWaiting] = useState(false);
  const exchange = useKeyExchange();
  const classKeys = useClassKeyTable();
  useEffect(() => {
    if (!isWaiting) return undefined;
    const take = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const wanted = writtenKey(event);
      if (wanted === undefined) return;
      setWaiting(false);
      if (wanted === 'Escape' || wanted === pressed) return;
      const named = [...classKeys].find(([, key]) => key.toLowerCase() === wanted)?.[0];
      if (named !== undefined) onProblem(shellTexts.keyOfClass(shownKey(wanted), classBook().lettersOf(named)));
      else if (!isFree(wanted)) onProblem(shellTexts.keyNotFree(shownKey(wanted)));
      else {
        onProblem('');
        prefer({ keys: exchanged(exchange, pressed, wanted) });
      }
    };
    window.addEventListener('keydown', take, { capture: true });
    return () => { window.removeEventListener('keydown', take, { capture: true }); };
  }, [isWaiting, pressed, exchange, classKeys, onProblem]);
  return (
    <Button kind="quiet" aria-label={isWaiting ? shellTexts.keyWaiting(label) : shellTexts.keyChange(shownKey(pressed), label)} onPress={() => setWaiting((before) => !before)}>
      {isWaiting ? <span className="keyWaiting">{shellTexts.keyPress}</span> : <ShortcutHint keys={pressed} isFixed />}
    </Button>
  );
}
