import * as v from 'valibot';
import { nothing, userName } from './parts.ts';

export const themes = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** How a window was left, for the next one: no rule of counting, and nothing that a report is made of. What is absent was never chosen. */
export const windowPreferences = v.object({
  theme: v.optional(v.picklist(themes)),
  /** Who worked at the window last. A window that is open keeps its own. */
  userName: v.optional(userName),
  /** Keys that were exchanged: for a key as delivered, the one to press. Each stands in for one other alone. */
  keys: v.optional(v.pipe(v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(40))), v.check((keys) => new Set(Object.values(keys)).size === Object.keys(keys).length))),
  /** Step of the size of the pictures, and whether the cell stands beside them. */
  gallery: v.optional(v.object({ sideStep: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)), isPanelOpen: v.boolean() })),
});
export type WindowPreferences = v.InferOutput<typeof windowPreferences>;

/** Kept with the library, since a browser forgets them with the port of the address. */
export const preferenceCommands = {
  'preferences.get': { arguments: nothing, result: windowPreferences },
  /** Changes those named; gives all. */
  'preferences.set': { arguments: v.object({ preferences: windowPreferences }), result: windowPreferences },
};
