import { unreadable } from '../slideErrors.ts';
import type { SlideFile } from '../slideFile.ts';
import type { PictureHead } from './fieldPicture.ts';
import { bmpHeadBytes, decodeBmp, readBmpHead } from './decodeBmp.ts';

/** The header of a BMP picture. Throws `slide-unreadable` where it is damaged, of a rare kind, or the file is too short for its pixels. */
export async function openBmpPicture(file: SlideFile): Promise<PictureHead> {
  const head = readBmpHead(await file.readStart(bmpHeadBytes));
  if (typeof head === 'string') throw unreadable(file.path, head);
  const { widthPx, heightPx, rowBytes, pixelOffset } = head;
  if (pixelOffset + rowBytes * heightPx > file.sizeBytes) throw unreadable(file.path, `it claims ${widthPx} by ${heightPx} pixels and is too short for them`);
  return { format: 'BMP picture', widthPx, heightPx, decode: async (again) => decodeBmp(head, await again.read(pixelOffset, rowBytes * heightPx, 'its pixels')) };
}
