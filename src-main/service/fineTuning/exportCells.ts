import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { isLabelCode } from '#shared/taxonomy/labelSets.ts';
import { cropCell } from '#main/analysis/classification/cropCell.ts';
import { encodePng } from '#main/slides/pictures/encodePng.ts';
import { errorOfWriting } from '#main/files/errorOfWriting.ts';
import { flushFolder, giveName } from '#main/files/giveName.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import type { Library } from '#main/store/library.ts';
import { canvasMicrometresPerPixel, canvasPx } from '#main/training/cellPictures/cellCanvases.ts';
import { placeOfCellOnSlide } from '../workstation/placeOfCellOnSlide.ts';
import { caseCode } from './caseCode.ts';
import { manifestName } from './labelledFolder.ts';
import type { CaseToLearnFrom } from './libraryCells.ts';
import { openLibrarySlides } from './openLibrarySlides.ts';

export interface ExportedCells { readonly cells: number; readonly skipped: readonly { readonly what: string; readonly why: string }[] }

/** Wide enough to be turned and shifted in another laboratory's training. */
const widthUm = canvasPx * canvasMicrometresPerPixel;
const columns = ['file', 'class', 'case', 'group', 'slide', 'x_px', 'y_px', 'slide_um_per_px', 'width_um', 'called_by'] as const;

/**
 * Writes the cells of cases as labelled folders `<CODE>/<case>-<cell>.png`, with manifest.csv and manifest.json: of which case, patient
 * and slide each is, by codes that name nobody, where it lay, at what scale, and who called it. Pictures go to the disk as they are cut out,
 * below a hidden folder, and are given their places, the manifest last, when all is there. A cell whose slide can't be read is skipped and
 * listed. A folder that holds an export is refused: a cell that was corrected since would lie in it under both classes.
 * Throws `disk-full`, `not-permitted`, `bad-input` where there is no cell or such a folder, `cancelled`.
 */
export async function exportCells(library: Library, cases: readonly CaseToLearnFrom[], directory: string, context: WorkContext = {}): Promise<ExportedCells> {
  await mustHoldNoExport(directory);
  const slides = openLibrarySlides(library), skipped: { what: string; why: string }[] = [];
  const rows: Record<(typeof columns)[number], string | number>[] = [];
  const hidden = path.join(directory, `.cells-${randomBytes(6).toString('hex')}.tmp`);
  const cells = cases.flatMap(({ cells: ofCase, ...each }) => ofCase.map((cell) => ({ ...cell, inCase: each }))).sort((a, b) => a.slideId - b.slideId);
  try {
    for (const [place, { cellId, slideId, code, by, inCase }] of cells.entries()) {
      throwIfCancelled(context.signal);
      context.report?.({ stage: 'Cutting out cells', done: place, total: cells.length });
      let lies: ReturnType<typeof placeOfCellOnSlide>, png: Uint8Array;
      try {
        lies = placeOfCellOnSlide(library, inCase.caseId, cellId);
        png = await encodePng(await cropCell(await slides.source(slideId), lies.micrometresPerPixel, lies.xPx, lies.yPx, { sidePx: canvasPx, widthUm }));
      } catch (cause) {
        if (!(cause instanceof MyeloscopeError)) throw cause;
        skipped.push({ what: `${inCase.name}, cell ${String(cellId)}`, why: cause.message });
        continue;
      }
      // Cells that people added have numbers of their own.
      const name = `${caseCode(inCase.key)}-${cellId > 0 ? String(cellId) : `added${String(-cellId)}`}.png`;
      makeFolders(path.join(hidden, code));
      await writeFile(path.join(hidden, code, name), png, { flush: true });
      rows.push({ file: `${code}/${name}`, class: code, case: caseCode(inCase.key), group: caseCode(inCase.patient), slide: library.slides.find(slideId)!.hash.slice(0, 12), x_px: Math.round(lies.xPx), y_px: Math.round(lies.yPx), slide_um_per_px: lies.micrometresPerPixel, width_um: widthUm, called_by: by });
    }
    if (rows.length === 0) throw new MyeloscopeError('bad-input', 'There is no cell to export.', skipped.length > 0 ? skipped[0].why : 'Review cells first.');
    const table = [columns.join(','), ...rows.map((row) => columns.map((column) => quoted(String(row[column]))).join(','))].join('\n');
    const codes = await readdir(hidden);
    await writeFile(path.join(hidden, manifestName), `${table}\n`, { flush: true });
    await writeFile(path.join(hidden, 'manifest.json'), `${JSON.stringify({ formatVersion: 1, pictureWidthUm: widthUm, cells: rows }, null, 2)}\n`, { flush: true });
    // From here on nothing takes room on the disk. Whole folders get their names: not thousands of pictures, of which some could be left.
    for (const name of [...codes, manifestName, 'manifest.json']) await giveName(path.join(hidden, name), path.join(directory, name));
    await flushFolder(directory);
    return { cells: rows.length, skipped };
  } catch (cause) {
    throw errorOfWriting(cause, directory);
  } finally {
    await rm(hidden, { recursive: true, force: true }).catch(() => undefined);
    await slides.close();
  }
}

async function mustHoldNoExport(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  const there = names.filter((name) => name === manifestName || name === 'manifest.json' || isLabelCode(name));
  if (there.length > 0) throw new MyeloscopeError('bad-input', `${directory} holds cells already: ${there.slice(0, 5).join(', ')}.`, 'Choose a folder that is empty, or a new one.');
}

const quoted = (value: string): string => (/[",\n;]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
