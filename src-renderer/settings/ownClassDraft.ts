import type { Settings } from '#shared/contract/settingsCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { checkOwnClasses } from '#shared/taxonomy/ownClasses.ts';
import type { OwnClass } from '#shared/taxonomy/ownClasses.ts';

/**
 * The settings that change with a laboratory's own classes, or a sentence that says why these can't be. A class that is taken away
 * takes its key and its reference range with it; a limit that names it stays, and the service refuses the change in words.
 */
export function settingsWithOwn({ ownClasses, classKeys, ranges, bloodRanges }: Settings, own: readonly OwnClass[]): { readonly settings: Partial<Settings> } | { readonly problem: string } {
  const typed = own.map((each) => ({ ...each, name: each.name.trim() }));
  try {
    checkOwnClasses(typed);
  } catch (error) {
    if (error instanceof MyeloscopeError) return { problem: error.message };
    throw error;
  }
  const gone: readonly string[] = ownClasses.map(({ code }) => code).filter((code) => !typed.some((each) => each.code === code));
  if (gone.length === 0) return { settings: { ownClasses: typed } };
  const without = (set: Settings['ranges']): Settings['ranges'] => ({ ...set, ranges: set.ranges.filter(({ row }) => !gone.includes(row)) });
  return {
    settings: {
      ownClasses: typed, classKeys: Object.fromEntries(Object.entries(classKeys).filter(([code]) => !gone.includes(code))), ranges: without(ranges), bloodRanges: without(bloodRanges),
    },
  };
}
