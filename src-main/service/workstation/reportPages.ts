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

/** The pictures of the cases last printed: while texts are typed, they stay. */
const keptOf = new WeakMap<object, Map<string, Promise<ReportPictures>>>();
const mostKept = 3;

/** Cuts the cells that stand for their classes out of their slides. A slide that can't be read now leaves its pictures out. */
export function reportPictures(context: NeededContext, caseId: number, { reading, columns, rules }: ReportedCase): Promise<ReportPictures> {
  const key = JSON.stringify([caseId, reading, columns.version, columns.ids.length, String(rules.target)]);
  const kept = keptOf.get(context.library) ?? new Map<string, Promise<ReportPictures>>();
  keptOf.set(context.library, kept);
  const known = kept.get(key) ?? cutPictures(context, caseId, reading, rules);
  kept.delete(key);
  kept.set(key, known);
  // What could not be read may be there again the next time.
  known.then(({ unreadable }) => { if (unreadable.length > 0) kept.delete(key); }, () => { kept.delete(key); });
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
  return known;
}

async function cutPictures({ library, slides }: NeededContext, caseId: number, reading: ReportedCase['reading'], { target, countable }: ReportedCase['rules']): Promise<ReportPictures> {
  const smears = countedCase(library, caseId, target, countable, reading);
  const pictures: CellPicture[] = [];
  const unreadable = new Set<number>();
  for (const { code, smear, cell, probability } of representativeCells(smears, mostPicturesPerClass)) {
    const { slide, scaleOfCell } = smears[smear];
    if (unreadable.has(slide.id)) continue;
    const { xPx, yPx, widthPx, heightPx } = cell.box;
    try {
      const picture = await slides.use(slide.id, (source) => cropCell(source, scaleOfCell(cell), xPx + widthPx / 2, yPx + heightPx / 2));
      pictures.push({ code, picture, ...(probability !== undefined && { probability }) });
    } catch (cause) {
      if (!(cause instanceof MyeloscopeError)) throw cause;
      unreadable.add(slide.id);
    }
  }
  return { pictures, unreadable: smears.filter(({ slide }) => unreadable.has(slide.id)).map(({ slide }) => path.basename(slide.path)) };
}

/** The pages of a document. `logo` as of `ReportedCase`. */
export function reportPdf(document: DifferentialDocument, { pictures, unreadable }: ReportPictures, paper: Paper, logo = ''): Promise<Uint8Array> {
  return writeReportPdf(document, pictures, { paper: paper === 'a4' ? 'A4' : 'Letter', slidesWithoutPictures: unreadable, ...(logo !== '' && { logo: Buffer.from(logo, 'base64') }) });
}
