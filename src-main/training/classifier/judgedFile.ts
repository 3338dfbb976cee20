import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { writeWhole } from '#main/files/writeWhole.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import type { JudgedCell } from './judgeCells.ts';

interface JudgedRow { readonly name: string; readonly probabilities: number[]; readonly distance: number }

/** Keeps what was said of held-out cells, so that an interrupted cross-validation goes on with the next fold. */
export async function writeJudged(file: string, judged: readonly JudgedCell[]): Promise<void> {
  const rows: JudgedRow[] = judged.map(({ cell, probabilities, distance }) => ({ name: cell.name, probabilities: [...probabilities], distance }));
  await writeWhole(file, JSON.stringify(rows));
}

/** What was kept of these cells; undefined where there is no file, or it speaks of other cells. */
export async function readJudged(file: string, cells: readonly TrainingCell[]): Promise<JudgedCell[] | undefined> {
  if (!existsSync(file)) return undefined;
  const rows = new Map((JSON.parse(await readFile(file, 'utf8')) as JudgedRow[]).map((row) => [row.name, row]));
  const judged = cells.flatMap((cell): JudgedCell[] => {
    const row = rows.get(cell.name);
    return row ? [{ cell, right: cell.right, probabilities: Float32Array.from(row.probabilities), distance: row.distance }] : [];
  });
  return judged.length === cells.length ? judged : undefined;
}
