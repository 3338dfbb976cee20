import { useEffect, useRef, useState } from 'react';
import { useLatest } from './useLatest.ts';

/**
 * The value as it was up to `delayMs` ago: for work that must not begin in the moment in which the value changes, because a hand waits.
 * Changes that follow one another closely do not put it off.
 */
export function useDelayed<Value>(value: Value, delayMs: number): Value {
  const [late, setLate] = useState(value);
  const latest = useLatest(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (value === late || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      setLate(() => latest.current);
    }, delayMs);
  }, [value, late, latest, delayMs]);
  useEffect(() => () => { clearTimeout(timer.current); timer.current = undefined; }, []);
  return late;
}
