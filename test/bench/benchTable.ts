import type { BenchResult } from './benchResult.ts';

/** What one benchmark gave, or why it gave nothing. */
export interface BenchRun { readonly name: string; readonly results: readonly BenchResult[]; readonly failure?: string }

/** A Markdown table of ours, the peer or floor, their ratio (above 1: ours is faster) and the aim. Benchmarks that failed get a line that says why. */
export function benchTable(runs: readonly BenchRun[]): string {
  const rows = runs.flatMap(({ name, results, failure }) => failure !== undefined
    ? [[name, '', '', '', '', `did not run: ${failure}`]]
    : results.map((result) => [
      result.name, `${figure(result.ours)} ${result.unit}`, `${figure(result.peer)} ${result.unit}`, Number.isFinite(result.ratio) ? `${result.ratio.toFixed(2)}×` : '–', aimOf(result), result.note,
    ]));
  const table = [['what', 'ours', 'peer or floor', 'ratio', 'aim', 'note'], ...rows].map((cells) => cells.map((cell) => cell.replaceAll('|', '/').replaceAll(/\s+/gu, ' ')));
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(table[0]), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...table.slice(1).map(line)].join('\n');
}

function aimOf({ aim, ours, unit, ratio }: BenchResult): string {
  if (aim === undefined) return '–';
  if (typeof aim === 'number') return `${aim.toFixed(2)}× ${ratio >= aim ? '(met)' : '(not met)'}`;
  return `≤ ${figure(aim.atMost)} ${unit} ${ours <= aim.atMost ? '(met)' : '(not met)'}`;
}

function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toPrecision(3);
}
