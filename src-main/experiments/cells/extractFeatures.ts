import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import { readCheckpoint, writeCheckpoint } from '#main/training/trainer/checkpoint.ts';
import { cellPatch, type PatchSize } from '../features/cellPatch.ts';
import type { FeatureExtractor } from '../features/featureExtractor.ts';
import type { ExperimentCell } from './experimentCell.ts';
import { placementsOf } from './cellViews.ts';

/** Features of cells: of each cell as it lies and of its copies, `1 + copies` rows a cell, cell by cell. */
export interface CellFeatures { readonly columns: number; readonly rowsPerCell: number; readonly values: Float32Array }

export interface ExtractionSettings { readonly patch: PatchSize; readonly copies: number; readonly seed: number }

/** Cells read at once. */
const batch = 8;

/**
 * Works out the features of all cells, or reads them back where an earlier run of the same cells and settings left them.
 *
 * @param fileOf where features of a key are kept; other cells or settings have another key
 * @throws MyeloscopeError `cancelled`, and what reading a picture throws
 */
export async function extractFeatures(cells: readonly ExperimentCell[], extractor: FeatureExtractor, { copies, patch: size, seed }: ExtractionSettings, fileOf: (key: string) => string, context: WorkContext): Promise<CellFeatures> {
  const rowsPerCell = 1 + copies;
  const key = createHash('sha256').update(JSON.stringify([extractor.name, copies, size, seed, cells.map(({ name, sha256, spanUm }) => [name, sha256, spanUm])])).digest('hex').slice(0, 16);
  const file = fileOf(key);
  if (existsSync(file)) {
    // A damaged file is no loss: it is made again.
    const kept = await readCheckpoint(file).catch(() => undefined);
    if (kept?.notes.key === key) return { columns: Number(kept.notes.columns), rowsPerCell, values: kept.tensors.get('features')! };
  }
  let columns = 0, values = new Float32Array(0);
  for (let from = 0; from < cells.length; from += batch) {
    await nextTurn(context.signal);
    context.report?.({ stage: `Features: ${extractor.title}`, done: from, total: cells.length });
    const patches = (await Promise.all(cells.slice(from, from + batch).map(async (cell) => {
      const picture = await cell.read();
      return placementsOf(cell.name, copies, seed).map((placement) => cellPatch(picture, cell.spanUm, size, placement));
    }))).flat();
    const rows = await extractor.extract(patches, context.signal);
    if (from === 0) {
      columns = rows[0].length;
      values = new Float32Array(cells.length * rowsPerCell * columns);
    }
    rows.forEach((row, i) => { values.set(row, (from * rowsPerCell + i) * columns); });
    // Lets Ctrl-C be heard.
    await new Promise(setImmediate);
  }
  await writeCheckpoint(file, { steps: 0, tensors: new Map([['features', values]]), notes: { key, columns } });
  return { columns, rowsPerCell, values };
}
