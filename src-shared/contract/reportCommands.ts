import * as v from 'valibot';
import { DifferentialDocumentSchema } from '../reports/differentialDocument.ts';
import { count, id, instant, longText, nothing, reading, shortText, userName } from './parts.ts';

/** A signed version of a report, frozen with everything it was made from. */
export const signedReport = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)), signedBy: v.string(), role: v.string(), meaning: v.string(), signedAt: instant,
  /** What an amendment says changed and why. */
  reason: v.optional(v.string()),
  /** SHA-256 of the document, the calls and the rules it was made from. */
  sha256: v.string(),
  /** A sentence where what the library holds is not what was signed; absent where it is. */
  tampered: v.optional(v.string()),
});
export type SignedReport = v.InferOutput<typeof signedReport>;

export const reportCommands = {
  /** The differential as reviewed and as the machine left it; of all slides together and of each. */
  'differential.get': {
    arguments: v.object({ caseId: id, reading: v.optional(reading) }),
    result: v.object({
      reviewed: DifferentialDocumentSchema, machine: DifferentialDocumentSchema,
      /** Cells by class a slide, as reviewed. */
      slides: v.array(v.object({ slideId: id, name: v.string(), counts: v.record(v.string(), count), counted: count })),
      manual: v.record(v.string(), count),
    }),
  },
  'report.get': {
    arguments: v.object({ caseId: id, version: v.optional(count) }),
    result: v.object({
      document: DifferentialDocumentSchema, versions: v.array(signedReport), isOpen: v.boolean(),
      /** What a signer should know and confirm, in sentences. */
      mustSettle: v.array(v.string()),
      /** Why the case can't be signed now, in sentences; absent where it can. */
      cannotSign: v.optional(v.array(v.string())),
      /** What `report.fingerprint` gives for this very document; absent for a signed version. */
      fingerprint: v.optional(v.string()),
      /** Why and by whom the last version was opened, while it is being amended. */
      amending: v.optional(v.object({ ofVersion: count, openedBy: v.string(), openedAt: instant, reason: v.string() })),
    }),
  },
  /** The pages, as they print: of what stands now, or of a signed version. Long where slides have to be compared with what was counted first: reports progress. */
  'report.pdf': { arguments: v.object({ caseId: id, version: v.optional(count), paper: v.picklist(['a4', 'letter']) }), result: v.object({ name: v.string(), bytes: v.instance(Uint8Array) }) },
  'report.export': {
    arguments: v.object({ caseId: id, version: v.optional(count), format: v.picklist(['pdf', 'json', 'csv']), paper: v.picklist(['a4', 'letter']) }),
    result: v.object({ name: v.string(), mimeType: v.string(), bytes: v.instance(Uint8Array) }),
  },
  /**
   * Freezes the report. `seen` is the hash of what the signer had before them: refused where something changed meanwhile. `confirmed`: the
   * sentences of `mustSettle` that the signer confirmed; refused where one that tells of a slide is not among them. Long: the slides
   * are compared with what was counted first. Reports progress, and can be stopped until it is kept.
   */
  'report.sign': {
    arguments: v.object({ caseId: id, by: userName, role: shortText, meaning: shortText, reason: v.optional(longText), seen: v.string(), confirmed: v.optional(v.array(longText)) }),
    result: signedReport,
  },
  /** SHA-256 of all that the report would be made from now. */
  'report.fingerprint': { arguments: v.object({ caseId: id }), result: v.object({ sha256: v.string() }) },
  /** Opens a signed case for an amendment, which says why. */
  'report.amend': { arguments: v.object({ caseId: id, by: userName, reason: v.pipe(longText, v.minLength(1)) }), result: nothing },
};
