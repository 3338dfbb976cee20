import type { CountTarget } from '#shared/cases/countSettings.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredCell } from '#main/store/repositories/cellRepository.ts';
import type { FieldProblem, StoredRegion, StoredRegionChoice } from '#main/store/repositories/regionRepository.ts';
import type { StoredSlide } from '#main/store/repositories/slideRepository.ts';
import { placeOfCell } from './placeOfCell.ts';
import { cutSmears } from './planCount.ts';
import { scaleOfFields } from './prepareSmear.ts';

/** A counted smear as the library has it. */
export interface CountedSmear {
  readonly slide: StoredSlide;
  /** Micrometres per level-0 pixel where a cell lies. */
  readonly scaleOfCell: (cell: StoredCell) => number;
  readonly choice: StoredRegionChoice;
  /** Regions that gave cells to the share, in the order of counting, and those among them set aside. */
  readonly regions: readonly StoredRegion[];
  /** The cells of its share, in the order of counting, with those noted on the way (smudges, artefacts, UNK). */
  readonly cells: readonly StoredCell[];
  /** How many of them enter the differential. */
  readonly countable: number;
  /** Whether its count was given up because too many cells could not be named. */
  readonly givenUp: boolean;
  /** Fields and regions that could not be read. */
  readonly problems: readonly FieldProblem[];
  /** Field pictures that were counted and hold no cell; empty for a scan. */
  readonly fieldsWithoutCells: readonly string[];
}

/** Reads a counted case back for a target, the same whether or not it was counted further for a higher one before. */
export function countedCase(library: Library, caseId: number, target: CountTarget, countable: ReadonlySet<ClassCode>): CountedSmear[] {
  const smears = library.slides.ofCase(caseId).map((slide) => {
    const cells = library.cells.ofSlide(slide.id);
    return { slide, cells, places: cells.map(({ machineCall }) => placeOfCell(machineCall.code, countable)), regions: library.regions.ofSlide(slide.id) };
  });
  const cuts = cutSmears(target, smears.map(({ slide, places, regions }) => ({ name: slide.path, places, waiting: regions.filter(({ state }) => state === 'waiting').length })));
  return smears.map(({ slide, cells, regions }, i): CountedSmear => {
    const { length, counted, endedBy } = cuts[i];
    const taken = cells.slice(0, length);
    // Up to the region in which the count ended; where it did not, all that were looked at.
    const last = endedBy === 'end' ? Infinity : taken.at(-1)?.regionPosition ?? -1;
    const looked = regions.filter(({ state, position }) => state !== 'waiting' && position <= last);
    const withCells = new Set(taken.map(({ regionId }) => regionId));
    const fieldsOf = (some: readonly StoredRegion[]): Set<string> => new Set(some.map(({ field }) => field));
    const fieldsWithCells = fieldsOf(looked.filter(({ id }) => withCells.has(id)));
    const fields = fieldsOf(looked.filter(({ state }) => state === 'counted'));
    const scaleOfField = scaleOfFields(library, slide.id, slide.micrometresPerPixel!);
    const fieldOf = new Map(regions.map(({ id, field }) => [id, field]));
    return {
      slide, cells: taken, scaleOfCell: ({ regionId }) => scaleOfField(fieldOf.get(regionId)!), regions: looked, countable: counted, givenUp: endedBy === 'unnamed',
      choice: library.regions.choice(slide.id)!,
      problems: oncePerField([
        ...library.regions.fieldProblems(slide.id),
        ...looked.flatMap(({ field, problem }) => (problem === null ? [] : [{ field, problem }])),
      ]),
      fieldsWithoutCells: fieldsOf(regions).size > 1 ? [...fields].filter((field) => !fieldsWithCells.has(field)) : [],
    };
  });
}

/** One line a field, so that a slide with a thousand bad tiles does not fill the report. */
function oncePerField(problems: readonly FieldProblem[]): FieldProblem[] {
  return [...Map.groupBy(problems, ({ field }) => field)].map(([field, [first, ...more]]) => ({
    field, problem: more.length === 0 ? first.problem : `${first.problem} (and ${String(more.length)} more regions of it)`,
  }));
}
