import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import { pairedDifferences } from '#shared/evaluation/classifierIntervals.ts';
import type { Interval } from '#shared/evaluation/bootstrapIntervals.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { cellPictureToInput } from '#main/analysis/classification/cellInput.ts';
import type { SkippedPicture } from './evaluation/listCellPictures.ts';
import { nameCellPictures, type CellPictureTools } from './evaluation/nameCellPictures.ts';
import { namedChanges, type NamedChange } from './evaluation/namedChanges.ts';
import { picturesAsTold, type SaidOfPictures } from './evaluation/picturesAsTold.ts';

/** The figures of the same cells under one change. Shares 0 to 1. */
export interface ChangedFigures {
  readonly name: string;
  readonly kind: NamedChange['kind'] | 'none';
  readonly accuracy: number;
  readonly lineageAccuracy: number;
  readonly coverage: number;
  readonly confidentErrorRate: number;
  /** Accuracy unchanged less accuracy changed; negative where the change helps. */
  readonly fall: number;
  /** 95 %, paired over the same cells. */
  readonly fallInterval?: Interval;
}

export interface RobustnessTable {
  readonly cells: number;
  /** The unchanged cells first. */
  readonly rows: readonly ChangedFigures[];
  /** The row with the largest fall in accuracy; undefined where no change was asked for. */
  readonly largestFall: ChangedFigures | undefined;
  /** Pictures and folders that could not be used. */
  readonly skipped: readonly SkippedPicture[];
}

/**
 * Names the same cells under changes of colour, brightness, blur, scale and place, and with the background masked, and says how
 * much accuracy each costs. Each picture is read once.
 *
 * @throws MyeloscopeError as `evaluateCells`
 */
export async function evaluateRobustness(
  said: SaidOfPictures, tools: CellPictureTools, context: WorkContext = {}, changes: readonly NamedChange[] = namedChanges,
): Promise<RobustnessTable> {
  const { byView: [unchanged, ...changed], skipped } = await nameCellPictures(await picturesAsTold(said), tools, [cellPictureToInput, ...changes.map(({ view }) => view)], context);
  const rowOf = (name: string, kind: ChangedFigures['kind'], cells: typeof unchanged): ChangedFigures => {
    const { accuracy, lineageAccuracy, coverage, confidentErrorRate } = classifierFigures(cells);
    const fall = cells === unchanged ? undefined : pairedDifferences(unchanged, cells, { resamples: 400 }).accuracy;
    return { name, kind, accuracy, lineageAccuracy, coverage, confidentErrorRate, fall: fall?.difference ?? 0, fallInterval: fall?.interval };
  };
  const changedRows = changed.map((cells, place) => rowOf(changes[place].name, changes[place].kind, cells));
  const largestFall = changedRows.length ? changedRows.reduce((worst, row) => row.fall > worst.fall ? row : worst) : undefined;
  return { cells: unchanged.length, rows: [rowOf('unchanged', 'none', unchanged), ...changedRows], largestFall, skipped };
}
