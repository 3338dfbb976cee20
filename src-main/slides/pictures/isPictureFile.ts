import { SlideFile } from '../slideFile.ts';
import { sniffFormat, sniffedBytes } from '../sniffFormat.ts';

/** A name that promises a picture: if its bytes are none, the user wants to know. */
const pictureEnding = /\.(jpe?g|png|bmp|tiff?|webp|gif|heic|jp2)$/i;

/** Whether a file is, or by its name claims to be, a picture, also of a kind that is not read here. Other files beside pictures are passed over. */
export async function isPictureFile(filePath: string): Promise<boolean> {
  if (pictureEnding.test(filePath)) return true;
  try {
    const file = await SlideFile.open(filePath);
    try {
      const sniffed = sniffFormat(await file.readStart(sniffedBytes));
      return ['tiff', 'jpeg', 'png', 'bmp'].includes(sniffed.kind) || (sniffed.kind === 'named' && sniffed.isPicture === true);
    } finally { await file.close(); }
  } catch {
    // Neither its name nor its bytes say picture: a file that can't be opened is passed over like any other.
    return false;
  }
}
