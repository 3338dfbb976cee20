import * as v from 'valibot';
import type { SettingName, Settings } from '#shared/contract/settingsCommands.ts';
import { settingNames as names, settings as settingsSchema } from '#shared/contract/settingsCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { checkSettings } from '#shared/settings/checkSettings.ts';
import { defaultSettings } from '#shared/settings/defaultSettings.ts';
import { neverWatched } from '#shared/settings/neverWatched.ts';
import { mustNotBeReading } from '#main/cases/review/mustNotBeReading.ts';
import type { Library } from '#main/store/library.ts';

/**
 * A laboratory's settings, and the names of those kept that can't be used: these are as delivered until they are set again. Of the
 * limits only those that no count can be set against are left out, `leftOutLimits` by name.
 */
export interface ReadSettings { readonly settings: Settings; readonly unusable: readonly SettingName[]; readonly leftOutLimits: readonly string[] }

/** As last read: every differential asks for them. */
const lastRead = new WeakMap<object, { readonly kept: string; readonly read: ReadSettings }>();

/** Reads the settings back, each checked. */
export function readSettings(library: Pick<Library, 'settings'>): ReadSettings {
  const kept = [...library.settings.all()];
  const key = JSON.stringify(kept);
  const last = lastRead.get(library);
  if (last?.kept === key) return last.read;
  const read = checked(kept.filter((each): each is [SettingName, string] => names.includes(each[0] as SettingName)));
  lastRead.set(library, { kept: key, read });
  return read;
}

function checked(kept: readonly (readonly [SettingName, string])[]): ReadSettings {
  const values = kept.map(([name, value]) => ({ name, read: v.safeParse(settingsSchema.entries[name], JSON.parse(value)) }));
  const usable = new Map(values.filter(({ read }) => read.success).map(({ name, read }) => [name, read.output]));
  const unusable = new Set(values.filter(({ read }) => !read.success).map(({ name }) => name));
  const given = { ...defaultSettings, ...Object.fromEntries(usable) } as Settings;
  // Earlier versions took any limit: the others of the laboratory must not go with it.
  const never = neverWatched(given);
  const leftOutLimits = never.map(({ name }) => name);
  if (never.length > 0) usable.set('thresholds', given.thresholds.filter((threshold) => !never.includes(threshold)));
  const together = { ...given, ...Object.fromEntries(usable) } as Settings;
  if (holdsTogether(together)) return { settings: together, unusable: [...unusable], leftOutLimits };
  // One of them is at odds with the others: as many as hold together.
  let settings = defaultSettings;
  for (const [name, value] of usable) {
    const next = { ...settings, [name]: value } as Settings;
    if (holdsTogether(next)) settings = next;
    else unusable.add(name);
  }
  return { settings, unusable: [...unusable], leftOutLimits };
}

/** The settings that hold now. */
export function laboratorySettings(library: Pick<Library, 'settings'>): Settings {
  return readSettings(library).settings;
}

/**
 * Changes the settings named, all or none; gives all of them. Throws `bad-input` where they don't hold together with the others, or
 * lose a class that cells bear; `not-permitted` where they lose the name of somebody who reads a case beside another reader.
 */
export function changeSettings(library: Pick<Library, 'settings' | 'transaction' | 'reviewMarks' | 'manualTallies' | 'cases' | 'readings' | 'signedReports'>, changes: Partial<Settings>): Settings {
  return library.transaction(() => {
    const before = laboratorySettings(library), next = checkSettings({ ...before, ...changes });
    for (const { code, letters, name } of before.ownClasses) {
      if (next.ownClasses.some((kept) => kept.code === code) || !(library.reviewMarks.everNamed(code) || library.manualTallies.everCounted(code))) continue;
      throw new MyeloscopeError('bad-input', `The class ${letters} (${name}) can't be taken away: cells were named so, and would have no name.`, 'It can be given another name or other letters.');
    }
    for (const { name } of before.users) if (!next.users.some((kept) => kept.name === name)) mustNotBeReading(library, name);
    library.settings.keep(new Map(names.filter((name) => changes[name] !== undefined).map((name) => [name, JSON.stringify(next[name])])));
    return next;
  });
}

function holdsTogether(settings: Settings): boolean {
  try {
    checkSettings(settings);
    return true;
  } catch (cause) {
    if (cause instanceof MyeloscopeError) return false;
    throw cause;
  }
}
