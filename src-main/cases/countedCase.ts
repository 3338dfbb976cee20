import type { CountTarget } from '#shared/cases/countSettings.ts';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { MachineCall, StoredCell } from '#main/store/repositories/cellRepository.ts';
import type { StoredSlide } from '#main/store/repositories/slideRepository.ts';
import { fieldAt, partsOfFields } from './partsOfFields.ts';
import { scaleOfFields } from './prepareSmear.ts';
import type { ReviewedColumns } from './review/caseColumns.ts';
import { caseColumns } from './review/caseColumns.ts';
import { detectedCells } from './review/detectedCells.ts';
import { outOfCount } from './review/foundAlready.ts';
import type { SmearFigures } from './smearFigures.ts';
import { smearFigures } from './smearFigures.ts';

/** A cell of a count, as a reading has it. */
export interface CountedCell {
  /** Negative for a cell that a person added. */
  readonly id: number;
  readonly box: BoxPx;
  /** The person's call where there is one, else the machine's. */
  readonly code: ClassCode;
  readonly isReviewed: boolean;
  /** Undefined for a cell that a person added. */
  readonly machineCall: MachineCall | undefined;
}

/** A counted smear as the library has it, with its cells. */
export interface CountedSmear extends SmearFigures {
  /** The cells of its share, in the order of counting, with those noted on the way (smudges, artefacts, UNK); then those added. */
  readonly cells: readonly CountedCell[];
  /** Micrometres per level-0 pixel where a cell lies. */
  readonly scaleOfCell: (cell: CountedCell) => number;
}

/**
 * Reads a counted case back for a target with its cells, as a reading has it, or as the machine left it. Where figures are
 * enough, `smearFigures` gives them in a hundredth of the time.
 */
export function countedCase(library: Library, caseId: number, target: CountTarget, countable: ReadonlySet<ClassCode>, reading: Reading | 'machine' = 'first'): CountedSmear[] {
  const rules = { target, countable };
  const detected = detectedCells(library, caseId);
  const columns = caseColumns(library, caseId, rules, reading);
  return smearFigures(library, caseId, rules, reading).map((figures): CountedSmear => {
    const { slide } = figures;
    const stored = library.cells.ofSlide(slide.id);
    const found = stored.flatMap((cell) => cellOfRow(columns, detected.rowOf(cell.id)!, cell.machineCall, cell.box));
    const added: CountedCell[] = [];
    for (let row = detected.ids.length; row < columns.ids.length; row++) if (columns.slides[row] === slide.position) added.push(...cellOfRow(columns, row));
    return { ...figures, cells: [...found, ...added], scaleOfCell: scaleOfCells(library, slide, stored) };
  });
}

/** The cell of a row of the columns; none where it is out of the count. */
function cellOfRow({ ids, boxes, codes, states }: ReviewedColumns, row: number, machineCall?: MachineCall, detectedBox?: BoxPx): CountedCell[] {
  if (states[row] & outOfCount) return [];
  const [xPx, yPx, widthPx, heightPx] = boxes.subarray(4 * row, 4 * row + 4);
  const box = detectedBox ?? { xPx, yPx, widthPx, heightPx };
  return [{ id: ids[row], box, code: classCodes[codes[row]], isReviewed: (states[row] & cellState.reviewed) !== 0, machineCall }];
}

/** The fields of a folder may differ in scale. A cell that a person added has that of the field it lies in, counted or left out, or of the slide. */
function scaleOfCells(library: Library, slide: StoredSlide, stored: readonly StoredCell[]): CountedSmear['scaleOfCell'] {
  const scaleOfField = scaleOfFields(library, slide.id, slide.micrometresPerPixel!);
  if (library.slides.fieldScales(slide.id).size === 0) return () => slide.micrometresPerPixel!;
  const parts = partsOfFields(library, slide.id);
  const regionOf = new Map(stored.map(({ id, regionId }) => [id, regionId]));
  const fieldOfRegion = new Map(library.regions.ofSlide(slide.id).map(({ id, field }) => [id, field]));
  return ({ id, box }) => {
    const field = id > 0 ? fieldOfRegion.get(regionOf.get(id)!) : fieldAt(parts, box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2);
    return field === undefined ? slide.micrometresPerPixel! : scaleOfField(field);
  };
}
