/** Sides of a picture in the gallery, in CSS pixels. */
export const pictureSides = [56, 72, 96, 128, 176, 240] as const;

/** What a picture shows, across, in micrometres: one scale for all, so that sizes can be compared. A little more than the classifier saw. */
export const pictureSpanUm = 24;

const filePictureSides = [64, 96, 128, 192, 256, 384, 512];

/** Side of the picture to ask for, for a side in CSS pixels: few different ones, so that one serves several zooms and screens. */
export function fileSideOf(sidePx: number, pixelRatio: number): number {
  return filePictureSides.find((side) => side >= sidePx * pixelRatio * 0.9) ?? filePictureSides[filePictureSides.length - 1];
}
