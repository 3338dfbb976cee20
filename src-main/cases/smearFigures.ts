import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredRegion, StoredRegionChoice } from '#main/store/repositories/regionRepository.ts';
import type { StoredScaleCheck, StoredSlide } from '#main/store/repositories/slideRepository.ts';
import type { ReviewedColumns } from './review/caseColumns.ts';
import { caseColumns } from './review/caseColumns.ts';
import type { CountRules } from './review/detectedCells.ts';
import { detectedCells } from './review/detectedCells.ts';
import { outOfCount } from './review/foundAlready.ts';

/** A counted smear in figures, as a reading has it: cells that a person added are in them, those taken away or left out are not. */
export interface SmearFigures {
  readonly slide: StoredSlide;
  readonly choice: StoredRegionChoice;
  /** Micrometres per pixel of those fields that differ from the slide, by name: pictures of another camera. */
  readonly fieldScales: ReadonlyMap<string, number>;
  /** What else tells its scale than what it was counted at. */
  readonly scaleChecks: readonly StoredScaleCheck[];
  /** Regions that gave cells to the share, in the order of counting, and those among them set aside. */
  readonly regions: readonly StoredRegion[];
  /** Where its count was given up because too many cells could not be named: how many were looked at for the differential, and how many of these had no name. */
  readonly givenUp: { readonly looked: number; readonly unnamed: number } | undefined;
  /** Fields and regions that could not be read, then fields that can be read and are not counted; one line a field. */
  readonly problems: readonly FieldProblem[];
  /** Field pictures that were counted and hold no cell; empty for a scan. */
  readonly fieldsWithoutCells: readonly string[];
  /** Cells of its share by class code, with those noted on the way (smudges, artefacts, UNK). Which enter the differential its scheme says. */
  readonly counts: Readonly<Record<string, number>>;
  /** The sum of `counts`. */
  readonly cellsInShare: number;
  /** How many of them a person has named, and named otherwise than the machine did or added. */
  readonly cellsReviewed: number;
  readonly cellsChanged: number;
}

/**
 * The figures of each smear of a case that was looked at, for a target, the same whether or not it was counted further for a
 * higher one before. `machine` is as nobody has reviewed it. Throws `not-found`.
 */
export function smearFigures(library: Library, caseId: number, rules: CountRules, reading: Reading | 'machine'): SmearFigures[] {
  const detected = detectedCells(library, caseId);
  const columns = caseColumns(library, caseId, rules, reading);
  const cuts = detected.cuts(rules);
  return library.slides.ofCase(caseId).flatMap((slide): SmearFigures[] => {
    const choice = library.regions.choice(slide.id);
    if (!choice || slide.micrometresPerPixel === null) return [];
    const cut = cuts[slide.position];
    const { length, endedBy } = cut;
    const regions = library.regions.ofSlide(slide.id);
    const regionsTaken = detected.regionIds.subarray(detected.firstRows[slide.position], detected.firstRows[slide.position] + length);
    const lastTaken = regionsTaken.at(-1);
    // Up to the region in which the count ended; where it did not, all that were looked at.
    const last = endedBy === 'end' ? Infinity : regions.find(({ id }) => id === lastTaken)?.position ?? -1;
    const looked = regions.filter(({ state, position }) => state !== 'waiting' && position <= last);
    const withCells = new Set(regionsTaken);
    const fieldsOf = (some: readonly StoredRegion[]): Set<string> => new Set(some.map(({ field }) => field));
    const fieldsWithCells = fieldsOf(looked.filter(({ id }) => withCells.has(id)));
    const fields = fieldsOf(looked.filter(({ state }) => state === 'counted'));
    const leftOut = library.regions.fieldProblems(slide.id);
    return [{
      slide, choice, fieldScales: library.slides.fieldScales(slide.id), scaleChecks: library.slides.scaleChecks(slide.id), regions: looked, givenUp: endedBy === 'unnamed' ? { looked: cut.looked, unnamed: cut.looked - cut.counted } : undefined,
      problems: oncePerField([
        ...leftOut.filter(({ kind }) => kind === 'unreadable'),
        ...looked.flatMap(({ field, problem }) => (problem === null ? [] : [{ field, problem, kind: 'unreadable' as const }])),
        ...leftOut.filter(({ kind }) => kind === 'notCounted'),
      ]),
      fieldsWithoutCells: new Set([...regions, ...leftOut].map(({ field }) => field)).size > 1 ? [...fields].filter((field) => !fieldsWithCells.has(field)) : [],
      ...countsOfSlide(columns, slide.position),
    }];
  });
}

type Counts = Pick<SmearFigures, 'counts' | 'cellsInShare' | 'cellsReviewed' | 'cellsChanged'>;

/** The codes of `counts` stand in the order in which they were met. */
function countsOfSlide({ slides, states, codes, machineCodes }: ReviewedColumns, slide: number): Counts {
  const cells = new Map<number, number>();
  let cellsReviewed = 0;
  let cellsChanged = 0;
  for (let row = 0; row < slides.length; row++) {
    if (slides[row] !== slide || states[row] & outOfCount) continue;
    cells.set(codes[row], (cells.get(codes[row]) ?? 0) + 1);
    if (!(states[row] & cellState.reviewed)) continue;
    cellsReviewed += 1;
    if (states[row] & cellState.added || codes[row] !== machineCodes[row]) cellsChanged += 1;
  }
  return {
    counts: Object.fromEntries([...cells].map(([place, count]) => [classCodes[place], count])),
    cellsInShare: [...cells.values()].reduce((sum, count) => sum + count, 0), cellsReviewed, cellsChanged,
  };
}

/** One line a field, so that a slide with a thousand bad tiles does not fill the report. */
function oncePerField(problems: readonly FieldProblem[]): FieldProblem[] {
  return [...Map.groupBy(problems, ({ field }) => field)].map(([, [first, ...more]]) => ({
    ...first, problem: more.length === 0 ? first.problem : `${first.problem} (and ${String(more.length)} more ${more.length === 1 ? 'region' : 'regions'} of it)`,
  }));
}
