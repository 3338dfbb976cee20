import sharp from 'sharp';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';
import { cellClass, isClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { SchemeRow } from '#shared/taxonomy/schemes.ts';
import { letteringPaths, letteringWidth } from './lettering.ts';
import { paintDisc, paintOutline } from './paint.ts';
import type { Colour } from './paint.ts';

/** One slide to be shown: a picture of all of it at low power, and what was counted on it, in level-0 pixels. */
export interface OverviewSlide {
  readonly name: string;
  readonly picture: RgbPicture;
  /** Level-0 pixels per pixel of the picture. */
  readonly downsample: number;
  readonly regions: readonly BoxPx[];
  readonly cells: Iterable<{ readonly xPx: number; readonly yPx: number; readonly code: string }>;
}

/** Longest side of a slide in the overview: smaller where there are many, so that memory stays bounded. */
const longestSideOf = (slides: number): number => (slides <= 4 ? 1600 : 800);
const captionHeight = 34;
const margin = 16;
const mostSlides = 24;
const regionColour: Colour = [11, 79, 108];

type Kind = keyof typeof englishTexts.overview.kinds;
const kinds: Readonly<Record<Kind, Colour>> = { myeloid: [35, 105, 160], erythroid: [190, 45, 60], other: [120, 125, 30], notCounted: [110, 110, 110], unknown: [20, 20, 20] };

/** Where the report counts a class, as a place in the denominator or per 100 cells, is for its rows to say: a laboratory's own class may stand anywhere. */
function kindOf(code: string, counted: ReadonlySet<string>): Kind {
  const lineage = isClassCode(code) ? cellClass(code).lineage : 'own';
  if (lineage === 'unknown') return 'unknown';
  if (!counted.has(code)) return 'notCounted';
  return lineage === 'myeloid' || lineage === 'erythroid' ? lineage : 'other';
}

/** The slide's picture at the overview's size, paler, with its regions outlined and its cells as dots. */
async function drawSlide({ picture, downsample, regions, cells }: OverviewSlide, counted: ReadonlySet<string>, longestSide: number): Promise<RgbPicture> {
  const scale = Math.min(1, longestSide / Math.max(picture.widthPx, picture.heightPx));
  const widthPx = Math.max(1, Math.round(picture.widthPx * scale));
  const heightPx = Math.max(1, Math.round(picture.heightPx * scale));
  const raw = await sharp(picture.rgb, { raw: { width: picture.widthPx, height: picture.heightPx, channels: 3 }, limitInputPixels: 300_000_000 })
    .resize(widthPx, heightPx, { fit: 'fill' }).raw().toBuffer();
  // Paler, so that the dots stand out from stained cells of their own colours.
  const drawn: RgbPicture = { widthPx, heightPx, rgb: Uint8Array.from(raw, (value) => Math.round(255 - (255 - value) * 0.6)) };
  const perPixel = downsample / scale;
  for (const { xPx, yPx, widthPx: width, heightPx: height } of regions) {
    paintOutline(drawn, xPx / perPixel, yPx / perPixel, (xPx + width) / perPixel, (yPx + height) / perPixel, 2, regionColour);
  }
  for (const { xPx, yPx, code } of cells) {
    paintDisc(drawn, xPx / perPixel, yPx / perPixel, 4.2, [255, 255, 255]);
    paintDisc(drawn, xPx / perPixel, yPx / perPixel, 3.2, kinds[kindOf(code, counted)]);
  }
  return drawn;
}

function legend(texts: ReportTexts, width: number, baseline: number): string {
  let x = margin;
  const parts = [`<rect x="${x}" y="${baseline - 11}" width="16" height="12" fill="none" stroke="rgb(${regionColour.join(',')})" stroke-width="2"/>`, letteringPaths(texts.overview.regions, x + 22, baseline, 15, 400, '#16202a')];
  x += 46 + letteringWidth(texts.overview.regions, 15, 400);
  for (const [kind, colour] of Object.entries(kinds)) {
    const name = texts.overview.kinds[kind as Kind];
    const widthOfEntry = 38 + letteringWidth(name, 15, 400);
    if (x + widthOfEntry > width) break;
    parts.push(`<circle cx="${x + 6}" cy="${baseline - 5}" r="5" fill="rgb(${colour.join(',')})"/>`, letteringPaths(name, x + 17, baseline, 15, 400, '#16202a'));
    x += widthOfEntry;
  }
  return parts.join('');
}

/**
 * `overview.png`: each slide at low power, one below the other, its counted regions outlined and its cells as dots coloured by
 * lineage where `rows`, those of the report, count them, with a legend. At most 1,600 px a side for each slide (800 from the fifth slide on), and 24 slides: more are told of, not shown.
 * Throws `bad-input` where no slide is given or a picture has no pixels.
 */
export async function drawOverview(slides: readonly OverviewSlide[], rows: readonly Pick<SchemeRow, 'classes' | 'place'>[], texts: ReportTexts = englishTexts): Promise<Uint8Array> {
  if (slides.length === 0) throw new MyeloscopeError('bad-input', 'There is no slide to draw an overview of.');
  const shown = slides.slice(0, mostSlides);
  const counted = new Set(rows.flatMap(({ classes, place }) => (place === 'noted' ? [] : classes)));
  const drawn: RgbPicture[] = [];
  for (const slide of shown) {
    if (slide.picture.widthPx < 1 || slide.picture.heightPx < 1) throw new MyeloscopeError('bad-input', `The slide ${slide.name} has no picture to draw an overview of.`);
    drawn.push(await drawSlide(slide, counted, longestSideOf(shown.length)));
  }
  const width = Math.max(860, ...drawn.map(({ widthPx }) => widthPx)) + 2 * margin;
  let y = margin;
  const letters: string[] = [];
  const placed = drawn.map((picture, i) => {
    letters.push(letteringPaths(shown[i].name.slice(0, 120), margin, y + 20, 18, 600, '#16202a'));
    const place = { top: y + captionHeight, left: margin, picture };
    y += captionHeight + picture.heightPx + margin;
    return place;
  });
  if (slides.length > mostSlides) {
    letters.push(letteringPaths(texts.andMore(String(slides.length - mostSlides)), margin, y + 16, 15, 400, '#56636f'));
    y += captionHeight;
  }
  letters.push(legend(texts, width, y + 18));
  const height = y + captionHeight;
  const ground = blankPicture(width, height);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${letters.join('')}</svg>`;
  const png = await sharp(ground.rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .composite([
      ...placed.map(({ top, left, picture }) => ({ input: Buffer.from(picture.rgb), raw: { width: picture.widthPx, height: picture.heightPx, channels: 3 as const }, top, left, limitInputPixels: false })),
      { input: Buffer.from(svg), top: 0, left: 0, limitInputPixels: false },
    ]).removeAlpha().png({ compressionLevel: 7 }).toBuffer();
  return new Uint8Array(png);
}
