import { useCallback, useRef } from 'react';
import { callService } from '../bridge/serviceClient.ts';

/** What was dropped for a case that is yet to be made. */
export interface DroppedPaths {
  readonly takeDropped: (paths: string[]) => void;
  /** The dialogue of the new case is closed: copies of which no case was made are taken away. Where one was, the service keeps them. */
  readonly forgetDropped: () => void;
}

export function useDroppedPaths(onPaths: (paths: string[]) => void): DroppedPaths {
  const dropped = useRef(new Set<string>());
  const takeDropped = useCallback((paths: string[]) => {
    for (const path of paths) dropped.current.add(path);
    onPaths(paths);
  }, [onPaths]);
  const forgetDropped = useCallback(() => {
    const paths = [...dropped.current];
    dropped.current.clear();
    // What can't be taken away now is when the program starts again.
    if (paths.length > 0) void callService('files.discardDropped', { paths }).catch(() => undefined);
  }, []);
  return { takeDropped, forgetDropped };
}
