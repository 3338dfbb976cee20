import { UsageError } from '../arguments/usageError.ts';

/** The file and the column of `--groups`; a file's own name may hold a colon (`C:\cells.csv:patient`). Throws `UsageError`. */
export function groupsFrom(text: string | undefined): [string | undefined, string | undefined] {
  if (text === undefined) return [undefined, undefined];
  const colon = text.lastIndexOf(':');
  if (colon < 1 || colon === text.length - 1) throw new UsageError(`--groups is a file and a column with a colon between, such as cells.csv:patient, not "${text}".`);
  return [text.slice(0, colon), text.slice(colon + 1)];
}
