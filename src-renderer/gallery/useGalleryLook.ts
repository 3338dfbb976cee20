import { useCallback } from 'react';
import type { WindowPreferences } from '#shared/contract/preferenceCommands.ts';
import { prefer, useWindowPreferences, windowPreferences } from '../session/windowPreferences.ts';
import { pictureSides } from './pictureSizes.ts';

type Look = NonNullable<WindowPreferences['gallery']>;

const firstLook: Look = { sideStep: 2, isPanelOpen: true };
const lookOf = ({ gallery = firstLook }: WindowPreferences): Look => ({ ...gallery, sideStep: Math.min(pictureSides.length - 1, gallery.sideStep) });

function change(next: (now: Look) => Look): void {
  prefer({ gallery: next(lookOf(windowPreferences())) });
}

/** How large the pictures are and whether the cell stands beside them, as it was left. */
export function useGalleryLook(): Look & { zoom(by: 1 | -1): void; togglePanel(): void } {
  const { preferences } = useWindowPreferences();
  return {
    ...lookOf(preferences),
    zoom: useCallback((by) => { change((now) => ({ ...now, sideStep: Math.min(pictureSides.length - 1, Math.max(0, now.sideStep + by)) })); }, []),
    togglePanel: useCallback(() => { change((now) => ({ ...now, isPanelOpen: !now.isPanelOpen })); }, []),
  };
}
