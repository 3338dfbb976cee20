/** What a file is by its first bytes. `named` is a kind that is known and not read here; `isPicture` where it is a single picture all the same. */
export type SniffedFormat =
  | { readonly kind: 'tiff' | 'jpeg' | 'png' | 'bmp' | 'unknown' }
  | { readonly kind: 'openSlide'; readonly name: string }
  | { readonly kind: 'named'; readonly name: string; readonly isPicture?: true };

/** First bytes (Latin-1) and where they stand. Order matters where one begins like another. */
const signatures: readonly { readonly text: string; readonly at?: number; readonly format: SniffedFormat }[] = [
  { text: 'II*\0', format: { kind: 'tiff' } },
  { text: 'MM\0*', format: { kind: 'tiff' } },
  { text: 'II+\0', format: { kind: 'tiff' } },
  { text: 'MM\0+', format: { kind: 'tiff' } },
  { text: '\xff\xd8\xff', format: { kind: 'jpeg' } },
  { text: '\x89PNG\r\n\x1a\n', format: { kind: 'png' } },
  { text: '[Virtual Microscope Specimen]', format: { kind: 'openSlide', name: 'a Hamamatsu VMS slide' } },
  { text: '[Uncompressed Virtual Microscope Specimen]', format: { kind: 'openSlide', name: 'a Hamamatsu VMU slide' } },
  { text: 'SQLite format 3\0', format: { kind: 'openSlide', name: 'a Sakura slide (or another SQLite file)' } },
  { text: 'DICM', at: 128, format: { kind: 'named', name: 'a DICOM file' } },
  { text: 'ZISRAWFILE', format: { kind: 'named', name: 'a Zeiss CZI slide' } },
  { text: '\xda\xce\xbe\x0a', format: { kind: 'named', name: 'a Nikon ND2 file' } },
  { text: '\0\0\0\x0cjP  \r\n\x87\n', format: { kind: 'named', name: 'a JPEG 2000 picture', isPicture: true } },
  { text: '\xffO\xffQ', format: { kind: 'named', name: 'a JPEG 2000 codestream', isPicture: true } },
  { text: '\x70\0\0\0', format: { kind: 'named', name: 'a Leica LIF file' } },
  { text: '<DataObject', format: { kind: 'named', name: 'a Philips iSyntax slide' } },
  { text: '\xd0\xcf\x11\xe0', format: { kind: 'named', name: 'an Olympus or Office compound file' } },
  { text: 'GIF8', format: { kind: 'named', name: 'a GIF picture', isPicture: true } },
  { text: 'WEBP', at: 8, format: { kind: 'named', name: 'a WebP picture', isPicture: true } },
  { text: 'ftypheic', at: 4, format: { kind: 'named', name: 'a HEIC picture', isPicture: true } },
  { text: 'ftypavif', at: 4, format: { kind: 'named', name: 'an AVIF picture', isPicture: true } },
  { text: 'ftyp', at: 4, format: { kind: 'named', name: 'a video' } },
  { text: '\0\0\0\x0cJXL ', format: { kind: 'named', name: 'a JPEG XL picture', isPicture: true } },
  { text: '8BPS', format: { kind: 'named', name: 'a Photoshop picture', isPicture: true } },
  { text: '%PDF', format: { kind: 'named', name: 'a PDF document' } },
  { text: 'PK\x03\x04', format: { kind: 'named', name: 'a ZIP archive' } },
  { text: '\x1f\x8b', format: { kind: 'named', name: 'a gzip archive' } },
];

/** BMP's two letters alone begin many texts: its header's length must be one that BMP knows. */
function isBmp(start: Buffer): boolean {
  return start.length >= 30 && start.toString('latin1', 0, 2) === 'BM' && [12, 40, 52, 56, 64, 108, 124].includes(start.readUInt32LE(14));
}

/** How many bytes from the start `sniffFormat` wants to see. */
export const sniffedBytes = 512;

/** Tells a file's kind from its first bytes; its name's ending is never looked at. */
export function sniffFormat(start: Buffer): SniffedFormat {
  if (isBmp(start)) return { kind: 'bmp' };
  const text = start.toString('latin1');
  return signatures.find((signature) => text.startsWith(signature.text, signature.at ?? 0))?.format ?? { kind: 'unknown' };
}
