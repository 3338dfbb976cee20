import type { ReviewChange, ReviewedAct } from '#shared/contract/reviewCommands.ts';
import { cellState } from '#shared/contract/cellCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredAct } from '#main/store/repositories/reviewActRepository.ts';
import { mustBeOpen } from '../signOut/isOpen.ts';
import type { CountRules, DetectedCells } from './detectedCells.ts';
import { detectedCells } from './detectedCells.ts';
import { rowsOfSameCell } from './foundAlready.ts';
import { mustBeReader } from './mustBeReader.ts';
import { pairAddedCells } from './pairAddedCells.ts';
import { catchUp } from './readingMarks.ts';
import type { ReadingView } from './readingView.ts';
import { readingView } from './readingView.ts';
import type { ActPlace, ReviewAct } from './reviewAct.ts';
import { reviewChange } from './reviewChange.ts';
import type { StandingCells } from './standingCells.ts';
import { isTakenAway, standingCells } from './standingCells.ts';

const unknown = classCodes.indexOf('UNK');

/** What an act is judged and kept by. */
interface ActScene extends ActPlace { readonly library: Library; readonly detected: DetectedCells; readonly view: ReadingView; readonly standing: StandingCells }

/**
 * Keeps one act of reviewing, in one transaction: when this returns it is on disk. What came before can't be lost by it,
 * whoever else acts at the same time. Throws `not-permitted` where the case is signed or the reading is not theirs,
 * `bad-input` where the act makes no sense (any more), and what the library throws; nothing is changed then.
 */
export function performAct(library: Library, rules: CountRules, place: ActPlace, act: ReviewAct): ReviewChange {
  const detected = detectedCells(library, place.caseId);
  const before = library.transaction(() => {
    mustBeOpen(library, place.caseId);
    mustBeReader(library, place);
    const view = readingView(library, place.caseId, place.reading);
    keep({ ...place, library, detected, view, standing: standingCells(detected, view, rules) }, act);
    return view;
  });
  const caughtUp = catchUp(library, place.caseId, place.reading);
  return reviewChange(library, rules, detected, place, before, caughtUp);
}

function keep(scene: ActScene, act: ReviewAct): void {
  switch (act.kind) {
    case 'call': return call(scene, cellsOf(scene, act.cellIds), act.code);
    case 'accept': return accept(scene, cellsOf(scene, act.cellIds));
    case 'removeCells': return mark(scene, 'removeCells', cellsOf(scene, act.cellIds), () => null);
    case 'addCell': return addCell(scene, act);
    case 'excludeArea': {
      mustBeOnSlide(scene, act.slideId, act.box);
      scene.library.excludedAreas.add(begin(scene, 'excludeArea', {}), act.slideId, act.reason, act.box);
      return;
    }
    case 'moveArea': {
      mustBeOnSlide(scene, areaOf(scene, act.areaId).slideId, act.box);
      return scene.library.excludedAreas.mark(begin(scene, 'moveArea', {}), act.areaId, act.box);
    }
    case 'includeArea': {
      areaOf(scene, act.areaId);
      return scene.library.excludedAreas.mark(begin(scene, 'includeArea', {}), act.areaId, null);
    }
    case 'undo': case 'redo': return takeBack(scene, act.kind);
  }
}

/** Appends an act that does something new; what was undone before it is lost to redo. */
function begin({ library, caseId, reading, by }: ActScene, kind: StoredAct['kind'], detail: Omit<ReviewedAct, 'kind'>): number {
  library.reviewActs.loseUndone(caseId, reading);
  return library.reviewActs.append({ caseId, reading, by, kind, detail: JSON.stringify(detail), ofAct: null });
}

function takeBack({ library, caseId, reading, by }: ActScene, kind: 'undo' | 'redo'): void {
  const of = kind === 'undo' ? library.reviewActs.lastStanding(caseId, reading) : library.reviewActs.lastUndone(caseId, reading);
  if (!of) throw new MyeloscopeError('bad-input', `There is nothing to ${kind}.`);
  library.reviewActs.append({ caseId, reading, by, kind, detail: '{}', ofAct: of.id });
  library.reviewActs.setState(of.id, kind === 'undo' ? 'undone' : 'standing');
}

function mark(scene: ActScene, kind: 'call' | 'accept' | 'removeCells', cellIds: readonly number[], codeOf: (cellId: number) => ClassCode | null): void {
  const byCode = Map.groupBy(cellIds, codeOf);
  const [code] = byCode.keys();
  const actId = begin(scene, kind, { cells: cellIds.length, ...(byCode.size === 1 && code !== null && { code }) });
  for (const [each, cells] of byCode) scene.library.reviewMarks.add(actId, cells, each);
}

/** A name for a cell that gives way would bring nothing into the count, and nobody would see it. */
function call(scene: ActScene, cellIds: readonly number[], code: ClassCode): void {
  const named = new Set(cellIds);
  if (scene.view.added.some((cell) => named.has(-cell.id) && scene.standing.isGivingWay(cell))) {
    throw new MyeloscopeError('bad-input', 'The machine has found a cell that was added here, too, and that one was named: it is counted instead.', 'Name that one, or delete it to have the added one counted.');
  }
  mark(scene, 'call', cellIds, () => code);
}

/** Agreeing says nothing of a cell that was taken away: it stays so. That a cell can't be named is said of one at a time, which was looked at. */
function accept(scene: ActScene, cellIds: readonly number[]): void {
  const { detected, standing, view } = scene;
  const added = new Map(view.added.map((cell) => [-cell.id, cell]));
  const said = new Map(cellIds.map((cellId) => [cellId, cellId > 0 ? standing.found(detected.rowOf(cellId)!) : standing.added(added.get(cellId)!)]));
  const shown = cellIds.filter((cellId) => !(said.get(cellId)!.state & cellState.removed));
  if (shown.length === 0) throw new MyeloscopeError('bad-input', 'These cells were deleted, so there is nothing to agree with.', 'Name them to put them back.');
  const isUnnamed = (cellId: number): boolean => said.get(cellId)!.code === unknown && !(said.get(cellId)!.state & cellState.reviewed);
  if (shown.filter(isUnnamed).length > 1) throw new MyeloscopeError('bad-input', 'Cells that can\'t be named are accepted one by one.', 'Look at each: accept it alone, or name it.');
  mark(scene, 'accept', shown, (cellId) => classCodes[said.get(cellId)!.code]);
}

function addCell(scene: ActScene, { slideId, box, code }: Extract<ReviewAct, { kind: 'addCell' }>): void {
  mustBeOnSlide(scene, slideId, box);
  const shown = scene.view.added.filter((added) => !(scene.standing.added(added).state & cellState.removed));
  if (pairAddedCells([{ id: 0, reading: scene.reading, slideId, box }], shown).size > 0) throw new MyeloscopeError('bad-input', 'A cell was added at this very place already.', 'Name it, or add the new one beside it.');
  mustNotBeFound(scene, slideId, box);
  const actId = begin(scene, 'addCell', { cells: 1, code });
  scene.library.reviewMarks.add(actId, [-scene.library.addedCells.add(actId, slideId, box)], code);
}

/** A cell that the machine found is counted by itself, at once or when the count goes on that far: added, too, it would be counted twice. */
function mustNotBeFound({ detected, standing }: ActScene, slideId: number, box: BoxPx): void {
  const [state] = rowsOfSameCell(detected, slideId, box).map((row) => standing.found(row).state).filter((of) => !isTakenAway(of));
  if (state === undefined) return;
  const [where, remedy] = state & cellState.excluded ? ['in an area left out', 'Count the area again to have it counted.'] :
    state & cellState.beyondTarget ? ['beyond the target', 'It is counted once the count goes on that far.'] : ['in the count', 'Name that one; where it is not shown, a filter hides it.'];
  throw new MyeloscopeError('bad-input', `The machine has found this cell already: it is ${where}.`, remedy);
}

/** The cells named, each once. Throws where one is none of this case, or of this reading. */
function cellsOf({ detected, view }: ActScene, cellIds: readonly number[]): number[] {
  const added = new Set(view.added.map(({ id }) => -id));
  const each = [...new Set(cellIds)];
  if (each.every((cellId) => (cellId > 0 ? detected.rowOf(cellId) !== undefined : added.has(cellId)))) return each;
  throw new MyeloscopeError('bad-input', 'One of these cells is no longer in this case.', 'Look at the case again: another window may have undone its adding.');
}

function areaOf({ view }: ActScene, areaId: number): ReadingView['areas'][number] {
  const area = view.areas.find(({ id }) => id === areaId);
  if (area) return area;
  throw new MyeloscopeError('bad-input', 'This area is not excluded any more.', 'Look at the slide again: another window may have included it.');
}

function mustBeOnSlide({ library, caseId }: ActScene, slideId: number, { xPx, yPx, widthPx, heightPx }: BoxPx): void {
  const slide = library.slides.find(slideId);
  if (slide?.caseId !== caseId) throw new MyeloscopeError('bad-input', 'This slide is no longer in the case.', 'Open the case again from the worklist.');
  const isOn = widthPx > 0 && heightPx > 0 && xPx < slide.widthPx && yPx < slide.heightPx && xPx + widthPx > 0 && yPx + heightPx > 0;
  if (!isOn) throw new MyeloscopeError('bad-input', 'This box does not lie on the slide.', 'Draw it on the smear.');
}
