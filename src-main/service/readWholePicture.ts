import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { openFieldPicture } from '#main/slides/pictures/fieldPicture.ts';
import { mustShowSomething } from '#main/slides/pictures/mustShowSomething.ts';

/** A picture file, decoded whole. Throws what its reader throws, naming the file, and as `mustShowSomething`. */
export async function readWholePicture(file: string): Promise<RgbPicture> {
  const { decode } = await openFieldPicture(file), picture = await decode();
  mustShowSomething(file, picture);
  return picture;
}
