import * as v from 'valibot';
import type { WindowPreferences } from '#shared/contract/preferenceCommands.ts';
import { windowPreferences } from '#shared/contract/preferenceCommands.ts';
import type { Library } from '#main/store/library.ts';
import type { Feature } from './workstationContext.ts';

/** Beside the laboratory's settings, under a name that none of them has. */
const settingName = 'window.preferences';

function keptPreferences({ settings }: Pick<Library, 'settings'>): WindowPreferences {
  const read = v.safeParse(windowPreferences, JSON.parse(settings.all().get(settingName) ?? '{}'));
  return read.success ? read.output : {};
}

/** How the windows of this library were left. */
export const preferenceHandlers: Feature = ({ library }) => ({
  'preferences.get': () => keptPreferences(library),
  'preferences.set': ({ preferences }) => library.transaction(() => {
    const next = { ...keptPreferences(library), ...preferences };
    library.settings.keep(new Map([[settingName, JSON.stringify(next)]]));
    return next;
  }),
});
