import * as v from 'valibot';
import { CaseFieldsSchema } from '../reports/caseFields.ts';
import { boxPx, count, id, instant, nothing, reading, shortText, userName } from './parts.ts';
import { shownJob } from './jobCommands.ts';

export const caseStates = ['new', 'counting', 'toReview', 'signed', 'amended'] as const;
export type CaseState = (typeof caseStates)[number];

/** A line of the worklist. */
export const caseSummary = v.object({
  id, state: v.picklist(caseStates), patientName: v.string(), patientIdentifier: v.string(), accession: v.string(),
  specimen: v.picklist(['marrow', 'blood']), site: v.string(), takenAt: v.optional(v.string()), createdAt: instant,
  assignedTo: v.optional(v.string()), cellsCounted: count, target: count,
  /** Shares 0 to 1 of the cells counted that a person has named. */
  reviewedShare: v.number(), slideCount: count,
  /** Closed by a signature, the first or that of an amendment: nothing of it can be changed. */
  isSigned: v.boolean(),
  /** Short phrases: "near 20 % blasts", "1 field unreadable", "machine calls". */
  flags: v.array(v.string()),
  /** The sample that comes with the product: drawn cells, no patient. */
  isSample: v.boolean(), job: v.optional(shownJob),
});
export type CaseSummary = v.InferOutput<typeof caseSummary>;

export const slideSummary = v.object({
  id, position: count, name: v.string(), path: v.string(), format: v.string(), sha256: v.string(),
  widthPx: count, heightPx: count, micrometresPerPixel: v.optional(v.number()),
  scaleFrom: v.optional(v.picklist(['file', 'user', 'redCells'])),
  /** Parts of the slide whose field has a scale of its own, as in a folder of pictures of several cameras; absent where none has. Level-0 pixels. */
  otherScales: v.optional(v.array(v.object({ box: boxPx, micrometresPerPixel: v.number() }))),
  /** Why it can't be read now (moved, changed), and what to do; absent where it can. */
  problem: v.optional(v.string()),
});
export type SlideSummary = v.InferOutput<typeof slideSummary>;

export const readingSummary = v.object({
  reading, reader: v.optional(v.string()), startedAt: v.optional(instant), finishedAt: v.optional(instant), cellsNamed: count,
});

export const caseDetail = v.object({
  summary: caseSummary, fields: CaseFieldsSchema, schemeId: v.string(), slides: v.array(slideSummary),
  readings: v.array(readingSummary),
});
export type CaseDetail = v.InferOutput<typeof caseDetail>;

/** The levels of a slide for the viewer, and what was looked at on it. */
export const slideDescription = v.object({
  slideId: id,
  levels: v.array(v.object({ widthPx: count, heightPx: count, downsample: v.number(), tileWidthPx: count, tileHeightPx: count })),
  micrometresPerPixel: v.optional(v.number()),
  /** `micrometresPerPixel`: where it is not the slide's. `problem`: why nothing of it can be used. `leftOut`: why nothing of it is counted, or a part of it can't be read. */
  fields: v.array(v.object({ name: v.string(), box: boxPx, micrometresPerPixel: v.optional(v.number()), problem: v.optional(v.string()), leftOut: v.optional(v.object({ why: v.string(), isUnreadable: v.boolean() })) })),
  regions: v.array(v.object({ box: boxPx, state: v.picklist(['waiting', 'counted', 'failed']), problem: v.optional(v.string()) })),
  excludedAreas: v.array(v.object({ areaId: id, box: boxPx, reason: v.string() })),
  /** Why the smear was taken for one, or doubted. */
  verdict: v.optional(v.object({ verdict: v.picklist(['smear', 'doubtful', 'not-a-smear']), reasons: v.array(v.string()) })),
  /** What low power saw, block by block in rows, as kept with the choice of regions. */
  qualityMap: v.optional(v.object({ columns: count, rows: count, blockWidthPx: v.number(), blockHeightPx: v.number(), kinds: v.array(v.string()) })),
});
export type SlideDescription = v.InferOutput<typeof slideDescription>;

const caseOnly = v.object({ caseId: id });
const cellsToCount = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

export const caseCommands = {
  'cases.list': { arguments: nothing, result: v.object({ cases: v.array(caseSummary) }) },
  'cases.get': { arguments: caseOnly, result: caseDetail },
  /** Opens the slides, puts the case into the library and queues its count. Long: reports progress. `existed`: the same slides and settings were a case already. */
  'cases.create': {
    arguments: v.object({
      paths: v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1), v.maxLength(50)), fields: CaseFieldsSchema,
      specimen: v.picklist(['marrow', 'blood']), target: v.optional(cellsToCount),
      micrometresPerPixel: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(50))), assignedTo: v.optional(userName),
    }),
    result: v.object({ caseId: id, existed: v.boolean() }),
  },
  /**
   * Begins or goes on with the count, with a higher target where one is given, until a reading (the reported one where none is named) has
   * as many counted cells as the target, or as `reach` says. `evenIfNoSmear` counts what does not look like a smear, too.
   */
  'cases.count': {
    arguments: v.object({ caseId: id, reading: v.optional(reading), target: v.optional(cellsToCount), reach: v.optional(cellsToCount), evenIfNoSmear: v.optional(v.boolean()) }), result: v.object({ jobId: id }),
  },
  /**
   * Writes the fields that a person changed and leaves the others. `was`: what the person saw in them before; a field that stands there
   * alone is emptied. Refused where one of them was changed elsewhere meanwhile.
   */
  'cases.setFields': { arguments: v.object({ caseId: id, fields: CaseFieldsSchema, was: CaseFieldsSchema }), result: nothing },
  'cases.assign': { arguments: v.object({ caseId: id, assignedTo: v.optional(userName) }), result: nothing },
  /** Takes an unsigned case away with all that was counted and reviewed of it. The user's own slides stay where they are; copies kept of dropped ones go with the last case. */
  'cases.remove': { arguments: caseOnly, result: nothing },
  /** A slide that was moved: its file is looked at again under another path. Refused where the content differs. */
  'cases.moveSlide': { arguments: v.object({ slideId: id, path: v.string() }), result: nothing },
  'slides.describe': { arguments: v.object({ slideId: id, reading: v.optional(reading) }), result: slideDescription },
  /**
   * Folders and slides (or models with their cards) of a folder, for a shell without a file dialogue. An empty path is the user's own folder.
   * Of very many the first by name; `leftOut`: how many more there are.
   */
  'files.browse': {
    arguments: v.object({ directory: v.string(), files: v.optional(v.picklist(['slides', 'models'])) }),
    result: v.object({ directory: v.string(), parent: v.optional(v.string()), entries: v.array(v.object({ name: shortText, path: v.string(), kind: v.picklist(['folder', 'slide', 'model']), bytes: v.optional(count), pictures: v.optional(count) })), leftOut: count }),
  },
};
