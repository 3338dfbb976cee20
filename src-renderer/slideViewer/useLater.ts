import { useEffect, useState } from 'react';

/** True so many milliseconds after the condition came true, and from then on. */
export function useLater(isSo: boolean, ms: number): boolean {
  const [hasPassed, setHasPassed] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const waiting = setTimeout(() => { setHasPassed(true); }, ms);
    return () => { clearTimeout(waiting); };
  }, [isSo, ms]);
  return hasPassed;
}
