import type { TiffPage } from './tiffPage.ts';
import { tiffCompression, tiffPhotometric } from './tiffTags.ts';

const readCompressions = new Set<number>([
  tiffCompression.none, tiffCompression.lzw, tiffCompression.jpeg, tiffCompression.adobeDeflate, tiffCompression.deflate, tiffCompression.packBits,
  tiffCompression.aperioJpeg2000YCbCr, tiffCompression.jpeg2000Lossy, tiffCompression.aperioJpeg2000Rgb, tiffCompression.jpeg2000,
]);

const pictureCodecs = new Set<number>([tiffCompression.jpeg, tiffCompression.aperioJpeg2000YCbCr, tiffCompression.jpeg2000Lossy, tiffCompression.aperioJpeg2000Rgb, tiffCompression.jpeg2000]);

const compressionNames: Record<number, string> = {
  [tiffCompression.ccittRle]: 'fax', [tiffCompression.ccittFax3]: 'fax', [tiffCompression.ccittFax4]: 'fax', [tiffCompression.oldJpeg]: 'old-style JPEG',
  [tiffCompression.lerc]: 'LERC', [tiffCompression.lzma]: 'LZMA', [tiffCompression.zstd]: 'Zstandard', [tiffCompression.webp]: 'WebP', [tiffCompression.jpegXl]: 'JPEG XL',
};

const photometricNames: Record<number, string> = { [tiffPhotometric.mask]: 'a mask', [tiffPhotometric.separated]: 'CMYK', [tiffPhotometric.cielab]: 'CIE L*a*b*' };

/** Decoding one block must stay a small thing: past this many pixels it is refused. 64 megapixels are 192 MB. */
const mostBlockPixels = 64 * 1024 * 1024;

/** Whether the codec itself packs whole pixels with their colours, so that the tags of samples matter little. */
export function isPictureCodec(compression: number): boolean {
  return pictureCodecs.has(compression);
}

/** Red, green and blue in planes of plain samples are read; with transparency, or each plane a JPEG, they are too rare. */
function isReadInPlanes({ planarConfiguration, photometric, compression, samplesPerPixel }: TiffPage): boolean {
  return planarConfiguration === 2 && photometric === tiffPhotometric.rgb && samplesPerPixel === 3 && !isPictureCodec(compression);
}

/** Why a page is not read here, going on "… is a TIFF …"; undefined where it is read. */
export function refusalOf(page: TiffPage): string | undefined {
  const { compression, photometric, bitsPerSample, samplesPerPixel, planarConfiguration } = page;
  if (!readCompressions.has(compression)) return `packed with ${compressionNames[compression] ?? `the unknown method ${compression}`}`;
  const readPhotometric = photometric <= tiffPhotometric.palette || photometric === tiffPhotometric.ycbcr;
  if (!readPhotometric) return `in ${photometricNames[photometric] ?? `the unknown colours ${photometric}`}`;
  if (page.blockWidthPx * page.blockHeightPx > mostBlockPixels) return `in pieces of ${page.blockWidthPx} by ${page.blockHeightPx} pixels`;
  if (planarConfiguration !== 1 && !isReadInPlanes(page)) return 'whose colours lie in separate planes';
  const colours = photometric === tiffPhotometric.rgb || photometric === tiffPhotometric.ycbcr ? 3 : 1;
  if (samplesPerPixel < colours) return `with ${samplesPerPixel} samples a pixel`;
  if (isPictureCodec(compression)) return bitsPerSample === 8 && samplesPerPixel <= 3 ? undefined : `with ${samplesPerPixel} samples of ${bitsPerSample} bits in JPEG`;
  if (bitsPerSample !== 8 && bitsPerSample !== 16) return Number.isNaN(bitsPerSample) ? 'with samples of different sizes' : `with ${bitsPerSample} bits a sample`;
  // 4 says that the meaning is unknown, which writers use for plain numbers.
  if (page.sampleFormat !== 1 && page.sampleFormat !== 4) return 'whose samples are not whole numbers';
  if (photometric === tiffPhotometric.palette && (bitsPerSample !== 8 || !page.colourMap)) return 'with a colour table of 16 bits or none';
  if (photometric === tiffPhotometric.ycbcr) return 'in YCbCr without JPEG';
  if (page.predictor !== 1 && page.predictor !== 2) return `with predictor ${page.predictor}`;
  if (page.fillOrder !== 1) return 'with its bits in reverse order';
  return undefined;
}
