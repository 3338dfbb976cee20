import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';
import type { HanShapes } from './fonts/fontChunks.ts';
import { writtenCodePoints } from './fonts/textRuns.ts';
import { drawDifferentialTable } from './pdf/differentialTable.ts';
import { drawFields, drawLabelledTexts, drawLetterhead, drawNotices, drawSummary } from './pdf/frontPage.ts';
import { drawHistogram } from './pdf/histogram.ts';
import { drawPageFrames, drawSignature } from './pdf/pageFrame.ts';
import { drawRepresentativeCells, rowPictures } from './pdf/representativeCells.ts';
import type { CellPicture } from './pdf/representativeCells.ts';
import { ReportCanvas, colours } from './pdf/reportCanvas.ts';
import type { Paper } from './pdf/reportCanvas.ts';
import { drawSlides } from './pdf/slidesTable.ts';
import { reportModel } from './reportModel.ts';
import { unprintableCharacters } from './unprintableCharacters.ts';

export interface ReportPdfOptions {
  /** A4 unless told. */
  readonly paper?: Paper;
  /** Whose shapes Han characters take where a text does not tell; simplified Chinese unless told. */
  readonly hanShapes?: HanShapes;
  readonly texts?: ReportTexts;
  /** The laboratory's logo, a JPEG file, for the head. */
  readonly logo?: Uint8Array;
  /** Names of slides that could not be read, so that no pictures of their cells are there. */
  readonly slidesWithoutPictures?: readonly string[];
}

/**
 * The report of a differential as a PDF made to the rules of PDF/A-3b, with the document attached as `differential.json`.
 * The same document, pictures and options give the same bytes on one machine: its dates are the document's.
 * Characters that no font has are printed by their number, and the report warns of them by name.
 */
export async function writeReportPdf(document: DifferentialDocument, pictures: readonly CellPicture[], options: ReportPdfOptions = {}): Promise<Uint8Array> {
  const texts = options.texts ?? englishTexts;
  const model = reportModel(document, texts);
  const finished = new Date(document.finishedAt);
  const canvas = new ReportCanvas(options.paper ?? 'A4', options.hanShapes ?? 'sc', {
    pdfVersion: '1.7', subset: 'PDF/A-3b', lang: texts.language, displayTitle: true,
    // Nothing a person wrote: pdfkit puts these into the XMP packet unescaped.
    info: { Title: `${model.title}: ${model.subtitle.toLowerCase()}`.replace(/[<>&]/g, ' '), Author: texts.productName, Creator: `${texts.productName} ${document.software.version.replace(/[<>&]/g, ' ')}`, Producer: 'PDFKit', CreationDate: finished },
  });
  const finishedFile = bytesOf(canvas);
  const unprintable = unprintableCharacters(document);
  const warnings = [...model.warnings, ...(unprintable.length > 0 ? [texts.warnings.unprintable(unprintable.map(writtenCodePoints).join(' '))] : [])];

  drawLetterhead(canvas, model, texts, options.logo);
  drawFields(canvas, model.identification);
  drawSummary(canvas, model, texts);
  drawNotices(canvas, [...(model.amendment === undefined ? [] : [model.amendment]), ...model.prompts]);
  drawDifferentialTable(canvas, model, texts);
  drawNotices(canvas, warnings);
  drawHistogram(canvas, model, texts);
  canvas.heading(texts.sections.clinical, 40);
  drawLabelledTexts(canvas, model.clinical, () => 1);
  canvas.heading(texts.sections.comments, 60);
  drawLabelledTexts(canvas, model.comments, (label) => (label === texts.comments.conclusion ? 3 : 1));
  drawSignature(canvas, model, texts);
  drawRepresentativeCells(canvas, await rowPictures(document, pictures), options.slidesWithoutPictures ?? [], texts);
  drawSlides(canvas, document, texts);
  canvas.heading(texts.sections.method, 60);
  drawLabelledTexts(canvas, model.method, () => 0);
  const { name, identifier } = document.case.patient ?? {};
  drawPageFrames(canvas, model, [name, identifier, document.case.specimen?.accession].filter((part) => part !== undefined && part !== '').join(' · '), texts);

  canvas.pdf.fillColor(colours.ink);
  canvas.pdf.file(Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`), { name: 'differential.json', type: 'application/json', description: model.title, relationship: 'Data', creationDate: finished, modifiedDate: finished } as never);
  canvas.pdf.end();
  return finishedFile;
}

function bytesOf(canvas: ReportCanvas): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    canvas.pdf.on('data', (part: Buffer) => parts.push(part));
    canvas.pdf.on('end', () => { resolve(new Uint8Array(Buffer.concat(parts))); });
    canvas.pdf.on('error', (cause: unknown) => { reject(new MyeloscopeError('internal', 'The report could not be written as a PDF.', '', { cause })); });
  });
}
