import { useCallback, useState } from 'react';
import { pictureSides } from './pictureSizes.ts';

interface Look { readonly sideStep: number; readonly isPanelOpen: boolean }

const storageKey = 'myeloscope.gallery';
const firstLook: Look = { sideStep: 2, isPanelOpen: true };

function keptLook(): Look {
  try {
    const { sideStep, isPanelOpen } = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Look>;
    return { sideStep: sideStep !== undefined && sideStep in pictureSides ? sideStep : firstLook.sideStep, isPanelOpen: isPanelOpen ?? firstLook.isPanelOpen };
  } catch {
    return firstLook;
  }
}

/** How large the pictures are and whether the cell stands beside them: kept on this machine. */
export function useGalleryLook(): Look & { zoom(by: 1 | -1): void; togglePanel(): void } {
  const [look, setLook] = useState(keptLook);
  const change = useCallback((next: (now: Look) => Look): void => {
    setLook((now) => {
      const changed = next(now);
      localStorage.setItem(storageKey, JSON.stringify(changed));
      return changed;
    });
  }, []);
  return {
    ...look,
    zoom: useCallback((by) => { change((now) => ({ ...now, sideStep: Math.min(pictureSides.length - 1, Math.max(0, now.sideStep + by)) })); }, [change]),
    togglePanel: useCallback(() => { change((now) => ({ ...now, isPanelOpen: !now.isPanelOpen })); }, [change]),
  };
}
