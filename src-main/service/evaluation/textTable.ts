/** Columns of text, each as wide as its widest cell; the first column to the left, the others to the right. Lines without trailing space. */
export function textTable(rows: readonly (readonly string[])[], gap = '  '): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => { widths[column] = Math.max(widths[column] ?? 0, cell.length); });
  return rows.map((row) => row.map((cell, column) => column ? cell.padStart(widths[column]) : cell.padEnd(widths[column])).join(gap).trimEnd()).join('\n');
}

/** A share as "0.873", and its interval where there is one: "0.873 (0.840 to 0.901)". A dash where there is none. */
export function shareText(value: number | null | undefined, interval?: readonly [number, number], digits = 3): string {
  if (value === null || value === undefined) return '–';
  return interval ? `${value.toFixed(digits)} (${interval[0].toFixed(digits)} to ${interval[1].toFixed(digits)})` : value.toFixed(digits);
}

/** What could not be used, the first few by name. */
export function skippedText(skipped: readonly { readonly file: string; readonly reason: string }[], shown = 10): string[] {
  if (!skipped.length) return [];
  const lines = skipped.slice(0, shown).map(({ file, reason }) => `  ${file}: ${reason}`);
  return ['', `${skipped.length} not used:`, ...lines, ...(skipped.length > shown ? [`  and ${skipped.length - shown} more`] : [])];
}
