import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const first = { width: 1500, height: 950 };
/** Below this the window's parts no longer stand beside each other. */
const smallest = { width: 900, height: 600 };
const keptPlace = v.object({ left: v.number(), top: v.number(), right: v.number(), bottom: v.number(), maximized: v.boolean() });

/**
 * Chromium's arguments for the size that the window had when it was closed last, as its profile keeps it; at the first start, or where
 * that can't be read, a plain size. Chromium writes the place of an application's window down itself, but finds it again only for names
 * without dots, and this window's name is 127.0.0.1.
 */
export function windowSizeArguments(profileDirectory: string): string[] {
  const place = readKeptPlace(path.join(profileDirectory, 'Default', 'Preferences'));
  const width = place ? Math.max(place.right - place.left, smallest.width) : first.width;
  const height = place ? Math.max(place.bottom - place.top, smallest.height) : first.height;
  return [`--window-size=${width},${height}`, ...(place?.maximized ? ['--start-maximized'] : [])];
}

function readKeptPlace(preferencesFile: string): v.InferOutput<typeof keptPlace> | undefined {
  try {
    const preferences = JSON.parse(readFileSync(preferencesFile, 'utf8')) as { browser?: { app_window_placement?: unknown } };
    return findPlace(preferences.browser?.app_window_placement);
  } catch {
    return undefined;
  }
}

/** The first place anywhere below: the parts of the address are a level each, and the profile serves one window alone. */
function findPlace(kept: unknown): v.InferOutput<typeof keptPlace> | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const place = v.safeParse(keptPlace, kept);
  if (place.success) return place.output;
  for (const part of Object.values(kept)) {
    const found = findPlace(part);
    if (found) return found;
  }
  return undefined;
}
