import { countGroups, type Interval } from '#shared/evaluation/bootstrapIntervals.ts';
import { classifierFigures, type ClassifierFigures } from '#shared/evaluation/classifierFigures.ts';
import { classifierIntervals } from '#shared/evaluation/classifierIntervals.ts';
import { confusionMatrix, type ConfusionMatrix } from '#shared/evaluation/confusionMatrix.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { cellPictureToInput } from '#main/analysis/classification/cellInput.ts';
import type { SkippedPicture } from './evaluation/listCellPictures.ts';
import { nameCellPictures, type CellPictureTools } from './evaluation/nameCellPictures.ts';
import { picturesAsTold, type SaidOfPictures } from './evaluation/picturesAsTold.ts';

/** How a classifier does on labelled pictures of single cells. Written out as JSON as it is. */
export interface CellEvaluation extends ClassifierFigures {
  readonly kind: 'cells';
  readonly directory: string;
  readonly spanUm: number;
  /** What the classifier can name. */
  readonly classes: readonly ClassCode[];
  /** Over how many groups intervals are drawn, and what a group is: the column's name, or each picture for itself. */
  readonly groups: {
    readonly count: number; readonly by: string;
    /** Cells of which no table tells the group: each stands for itself. */
    readonly alone: number;
  };
  /** 95 %, by bootstrap; names are paths into this object (`perClass.EBO.f1`). */
  readonly intervals: Readonly<Record<string, Interval>>;
  /** As `confusion`, but by what the product would show: UNK has a column. */
  readonly shownConfusion: ConfusionMatrix;
  /** Pictures and folders that could not be used. */
  readonly skipped: readonly SkippedPicture[];
}

/**
 * Measures a classifier on DIR/<CODE>/*.png|jpg|bmp|tif, each picture `spanUm` wide and centred on its cell.
 *
 * @throws MyeloscopeError as `picturesAsTold`; `bad-input`, `not-found` naming the folder or table; `cancelled`
 */
export async function evaluateCells(said: SaidOfPictures, tools: CellPictureTools, context: WorkContext = {}): Promise<CellEvaluation> {
  const input = await picturesAsTold(said);
  const { byView: [cells], skipped } = await nameCellPictures(input, tools, [cellPictureToInput], context);
  context.report?.({ stage: 'Drawing intervals', done: 0, total: 1 });
  return {
    kind: 'cells',
    directory: input.directory,
    spanUm: input.spanUm,
    classes: tools.classifier.classes,
    ...classifierFigures(cells),
    groups: { count: countGroups(cells.map(({ group }) => group)), by: input.groupColumn ?? 'picture', alone: cells.filter(({ group }) => group === undefined).length },
    intervals: classifierIntervals(cells),
    shownConfusion: confusionMatrix(cells, 'shown'),
    skipped,
  };
}
