import sharp from 'sharp';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';
import { colours, weights } from './reportCanvas.ts';
import type { ReportCanvas } from './reportCanvas.ts';

/** A picture of one cell, centred on it. `probability` 0 to 1 where a machine called it. */
export interface CellPicture { readonly code: string; readonly picture: RgbPicture; readonly probability?: number }

/** The cells of a row, as JPEG files, ready to be drawn. */
export interface RowPictures { readonly name: string; readonly count: number; readonly pictures: readonly { readonly jpeg: Uint8Array; readonly probability?: number }[] }

const picturesARow = 5;
const side = 43;
const pictureGap = 4;
const largestSidePx = 256;

/**
 * Pictures by row of the report, at most five a row in the order given, as JPEG of high quality without colour subsampling
 * (the stain's colour is what a reader judges). Rows without pictures are left out.
 */
export async function rowPictures(document: DifferentialDocument, pictures: readonly CellPicture[]): Promise<RowPictures[]> {
  const rows = document.rows.map((row) => ({ row, chosen: pictures.filter(({ code }) => row.classes.includes(code)).slice(0, picturesARow) })).filter(({ chosen }) => chosen.length > 0);
  return Promise.all(rows.map(async ({ row, chosen }) => ({
    name: row.name, count: row.count,
    pictures: await Promise.all(chosen.map(async ({ picture, probability }) => {
      const { widthPx, heightPx, rgb } = picture;
      const jpeg = await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
        .resize(largestSidePx, largestSidePx, { fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer();
      return { jpeg: new Uint8Array(jpeg), probability };
    })),
  })));
}

/** Two columns of classes, each with its name, its count and its pictures; the probability under each picture. `slidesWithout` could not be read. */
export function drawRepresentativeCells(canvas: ReportCanvas, rows: readonly RowPictures[], slidesWithout: readonly string[], texts: ReportTexts): void {
  const blockHeight = side + 28;
  canvas.heading(texts.sections.cells, rows.length === 0 ? 20 : blockHeight + 14);
  if (slidesWithout.length > 0) canvas.flow(texts.slidesUnread(slidesWithout.join(', ')), canvas.left, canvas.width, { size: 8.5, colour: colours.warning });
  if (rows.length === 0) {
    canvas.text(texts.noPictures, canvas.left, canvas.y, { size: 9, colour: colours.soft });
    canvas.y += 16;
    return;
  }
  if (rows.some(({ pictures }) => pictures.some(({ probability }) => probability !== undefined))) {
    canvas.text(texts.probabilities, canvas.left, canvas.y, { size: 7.5, colour: colours.soft });
    canvas.y += 14;
  }
  const columnWidth = canvas.width / 2;
  for (let i = 0; i < rows.length; i += 2) {
    canvas.ensure(blockHeight);
    rows.slice(i, i + 2).forEach(({ name, count, pictures }, column) => {
      const x = canvas.left + column * columnWidth;
      const counted = `  ${count}`;
      const [line] = canvas.linesOf(name, columnWidth - 40, { size: 8.5, weight: weights.strong });
      const shown = line.runs.map(({ text }) => text).join('');
      canvas.text(shown, x, canvas.y, { size: 8.5, weight: weights.strong });
      canvas.text(counted, x + line.widthPt, canvas.y, { size: 8.5, colour: colours.soft });
      pictures.forEach(({ jpeg, probability }, place) => {
        const left = x + place * (side + pictureGap);
        canvas.pdf.image(Buffer.from(jpeg), left, canvas.y + 13, { fit: [side, side], align: 'center', valign: 'center' });
        if (probability !== undefined) canvas.text(probability.toFixed(2), left + side / 2, canvas.y + 13 + side + 0.5, { size: 6.5, colour: colours.soft, align: 'centre' });
      });
    });
    canvas.y += blockHeight;
  }
}
