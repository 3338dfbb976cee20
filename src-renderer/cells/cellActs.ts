import type { BoxPx } from '#shared/geometry/box.ts';
import type { ReviewChange } from '#shared/contract/reviewCommands.ts';
import type { ServiceConnection } from '../bridge/serviceConnection.ts';
import { ServiceFailure } from '../bridge/serviceFailure.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { cellTexts } from '../texts/cells.ts';
import { expectedAcceptance, expectedCall, expectedRemoval } from './caseCells.ts';
import type { CaseCells, ExpectedChange } from './caseCells.ts';
import { classBook } from '../ui/classBook.ts';

/**
 * What a reader can do to the cells of a reading. Each resolves to the change when it is on disk, or to undefined when it failed:
 * then the cells are shown as they were, and the person has been told.
 */
export interface CellActs {
  callCells(ids: readonly number[], code: ClassCode): Promise<ReviewChange | undefined>;
  /** Agrees with what is shown. */
  acceptCells(ids: readonly number[]): Promise<ReviewChange | undefined>;
  removeCells(ids: readonly number[]): Promise<ReviewChange | undefined>;
  addCell(slideId: number, box: BoxPx, code: ClassCode): Promise<ReviewChange | undefined>;
  excludeArea(slideId: number, box: BoxPx, reason: string): Promise<ReviewChange | undefined>;
  moveArea(areaId: number, box: BoxPx): Promise<ReviewChange | undefined>;
  includeArea(areaId: number): Promise<ReviewChange | undefined>;
  undo(): Promise<ReviewChange | undefined>;
  redo(): Promise<ReviewChange | undefined>;
}

export interface CellActsOptions {
  readonly cells: CaseCells;
  /** The reader's name, asked at each act. */
  readonly by: () => string;
  readonly call: ServiceConnection['call'];
  /** Asks for all cells again. */
  readonly reload: () => void;
  readonly tell: (failure: unknown) => void;
}

/** Acts that show at once and are sent in the order in which they are made. */
export function createCellActs({ cells, by, call, reload, tell }: CellActsOptions): CellActs {
  const { caseId, reading } = cells;
  const act = async (words: string, send: () => Promise<ReviewChange>, expected?: ExpectedChange): Promise<ReviewChange | undefined> => {
    const number = expected && cells.expect(expected);
    try {
      const change = await send();
      if (cells.apply(change, number) === 'gap') reload();
      return change;
    } catch (error) {
      // Where the answer was lost on its way the act may be on disk all the same: only the library knows.
      reload();
      const failure = error instanceof ServiceFailure ? error : undefined;
      tell(failure ? new ServiceFailure({ code: failure.code, sentence: `${cellTexts.notKept(words)} ${failure.sentence}`, remedy: failure.remedy }) : error);
      if (number !== undefined) cells.settle(number);
      return undefined;
    }
  };
  const common = () => ({ caseId, reading, by: by() });
  const texts = cellTexts.acts;
  return {
    callCells: (ids, code) => act(texts.call(ids.length, classBook().nameOf(code)), () => call('review.call', { ...common(), cellIds: [...ids], code }), expectedCall(ids, classCodes.indexOf(code))),
    acceptCells: (ids) => act(texts.accept(ids.length), () => call('review.accept', { ...common(), cellIds: [...ids] }), expectedAcceptance(ids)),
    removeCells: (ids) => act(texts.remove(ids.length), () => call('review.removeCells', { ...common(), cellIds: [...ids] }), expectedRemoval(ids)),
    addCell: (slideId, box, code) => act(texts.add(classBook().nameOf(code)), () => call('review.addCell', { ...common(), slideId, box, code })),
    excludeArea: (slideId, box, reason) => act(texts.excludeArea, () => call('review.excludeArea', { ...common(), slideId, box, reason })),
    moveArea: (areaId, box) => act(texts.moveArea, () => call('review.moveArea', { ...common(), areaId, box })),
    includeArea: (areaId) => act(texts.includeArea, () => call('review.includeArea', { ...common(), areaId })),
    undo: () => act(texts.undo, () => call('review.undo', common())),
    redo: () => act(texts.redo, () => call('review.redo', common())),
  };
}
