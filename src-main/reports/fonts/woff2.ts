import { brotliDecompressSync } from 'node:zlib';
import { ByteReader } from './byteReader.ts';
import { fontFile } from './trueTypeWriter.ts';
import { restoreGlyphs, restoreMetrics } from './woff2Glyphs.ts';

// W3C WOFF File Format 2.0, section 4.1: tags by their number; 63 means that the tag is written out.
const knownTags = ('cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB ' +
  'EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill')
  .match(/.{4}(?= |$)/g)!;

/**
 * A WOFF 2.0 font as the plain TrueType file it was made from (W3C recommendation, 8 August 2024). fontkit reads WOFF 2.0 itself
 * but cannot set the weight of a variable font in it, and the packages hold variable fonts only.
 * For fonts of our own packages: throws a RangeError or TypeError where the bytes are not such a font.
 */
export function trueTypeOfWoff2(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  if (reader.u32() !== 0x774f4632) throw new TypeError('Not a WOFF 2.0 font');
  const flavour = reader.u32();
  reader.skip(4);
  const count = reader.u16();
  reader.skip(6);
  const compressedSize = reader.u32();
  reader.skip(24);
  const directory = Array.from({ length: count }, () => {
    const flags = reader.u8();
    const tag = (flags & 63) === 63 ? reader.text(4) : knownTags[flags & 63];
    const version = flags >> 6;
    const length = reader.base128();
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    return { tag, transformed, storedLength: transformed ? reader.base128() : length };
  });
  const stored = new Uint8Array(brotliDecompressSync(reader.take(compressedSize)));
  const tables: Record<string, Uint8Array> = {};
  const changed = new Set<string>();
  let offset = 0;
  for (const { tag, transformed, storedLength } of directory) {
    tables[tag] = stored.slice(offset, offset += storedLength);
    if (transformed) changed.add(tag);
  }
  if (changed.has('glyf')) {
    const { glyf, loca, leftEdges } = restoreGlyphs(tables['glyf']);
    if (changed.has('hmtx')) tables['hmtx'] = restoreMetrics(tables['hmtx'], leftEdges, new DataView(tables['hhea'].buffer).getUint16(34));
    // Long offsets, whatever the head said before.
    new DataView(tables['head'].buffer).setInt16(50, 1);
    Object.assign(tables, { glyf, loca });
  }
  return fontFile(tables, flavour);
}
