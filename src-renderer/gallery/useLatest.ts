import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** What was given at the last drawing: for keys and timers that are set once and must not act on what is past. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useLayoutEffect(() => { latest.current = value; });
  return latest;
}
