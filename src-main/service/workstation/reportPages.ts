import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { cropCell } from '#main/analysis/classification/cropCell.ts';
import { countedCase } from '#main/cases/countedCase.ts';
import type { CellPicture } from '#main/reports/pdf/representativeCells.ts';
import { writeReportPdf } from '#main/reports/writeReportPdf.ts';
import type { Paper } from '#main/store/repositories/signedReportRepository.ts';
import { mostPicturesPerClass } from '../cellPictures.ts';
import { representativeCells } from '../representativeCells.ts';
import type { ReportedCase } from './reportedCase.ts';
import type { WorkstationContext } from './workstationContext.ts';

type NeededContext = Pick<WorkstationContext, 'library' | 'slides'>;

/** Pictures of a report's cells, and the names of slides that could not be read for them. */
export interface ReportPictures { readonly pictures: readonly CellPicture[]; readonly unreadable: readonly string[] }

interface KeptPictures { readonly caseId: number; readonly pictures: Promise<ReportPictures> }

/** The pictures of the cases last printed: while texts are typed, they stay. */
const keptOf = new WeakMap<object, Map<string, KeptPictures>>();
const mostKept = 3;

/**
 * Cuts the cells that stand for their classes out of their slides, after these were compared with what was counted. A slide that
 * is another, or can't be read now, leaves its pictures out.
 */
export function reportPictures(context: NeededContext, caseId: number, { reading, columns, rules, smears }: ReportedCase): Promise<ReportPictures> {
  const key = JSON.stringify([caseId, smears.map(({ slide }) => slide.hash), reading, columns.version, columns.ids.length, String(rules.target)]);
  const kept = keptOf.get(context.library) ?? new Map<string, KeptPictures>();
  keptOf.set(context.library, kept);
  const known = kept.get(key) ?? { caseId, pictures: cutPictures(context, caseId, reading, rules) };
  kept.delete(key);
  kept.set(key, known);
  const drop = (): void => { if (kept.get(key) === known) kept.delete(key); };
  // What could not be read may be there again the next time.
  known.pictures.then(({ unreadable }) => { if (unreadable.length > 0) drop(); }, drop);
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
  return known.pictures;
}

/** Drops the pictures that are kept of a case: one of its slides is not what was counted. */
export function forgetReportPictures(library: WorkstationContext['library'], caseId: number): void {
  const kept = keptOf.get(library);
  for (const [key, pictures] of kept ?? []) if (pictures.caseId === caseId) kept?.delete(key);
}

async function cutPictures({ library, slides }: NeededContext, caseId: number, reading: ReportedCase['reading'], { target, countable }: ReportedCase['rules']): Promise<ReportPictures> {
  const smears = countedCase(library, caseId, target, countable, reading);
  const chosen = representativeCells(smears, mostPicturesPerClass).map((cell, place) => ({ ...cell, place }));
  const pictures: CellPicture[] = [];
  const unreadable: string[] = [];
  // All of a slide at once: its file is looked at before and after.
  for (const [smear, { slide, scaleOfCell }] of smears.entries()) {
    const cells = chosen.filter((cell) => cell.smear === smear);
    if (cells.length === 0) continue;
    try {
      const cut = await slides.useCounted(slide.id, async (source) => {
        const ofSlide: CellPicture[] = [];
        for (const { code, cell, probability } of cells) {
          const { xPx, yPx, widthPx, heightPx } = cell.box;
          const picture = await cropCell(source, scaleOfCell(cell), xPx + widthPx / 2, yPx + heightPx / 2);
          ofSlide.push({ code, picture, ...(probability !== undefined && { probability }) });
        }
        return ofSlide;
      });
      cut.forEach((picture, i) => { pictures[cells[i].place] = picture; });
    } catch (cause) {
      if (!(cause instanceof MyeloscopeError)) throw cause;
      unreadable.push(path.basename(slide.path));
    }
  }
  // Those of slides that were left out are holes.
  return { pictures: pictures.flat(), unreadable };
}

/** The pages of a document. `logo` as of `ReportedCase`. */
export function reportPdf(document: DifferentialDocument, { pictures, unreadable }: ReportPictures, paper: Paper, logo = ''): Promise<Uint8Array> {
  return writeReportPdf(document, pictures, { paper: paper === 'a4' ? 'A4' : 'Letter', slidesWithoutPictures: unreadable, ...(logo !== '' && { logo: Buffer.from(logo, 'base64') }) });
}
