/**
 * What the detector network sees and says. Training and detection share this page: change it, and the model must be trained again.
 *
 * Input `picture`: float [n, 3, height, width], red, green, blue, 0 to 255, at 0.46 µm a pixel, sides multiples of 8.
 * Output `heat`: float [n, 3, height / 4, width / 4], logits that a cell of the kind is centred here.
 * Output `boxes`: float [n, 12, height / 4, width / 4], four channels a kind: the way from the middle of the output place to the
 * middle of the box (x, y, in places of 4 px), and the natural logarithm of the box's width and height over the kind's reference size.
 */
export const detectorMicrometresPerPixel = 0.46;

/** Detector pixels a place of the output covers, each way. */
export const outputStridePx = 4;

/** Sides of the input are multiples of this: the network halves them three times. */
export const inputMultiplePx = 8;

/** Kinds in the order of the heat channels. Only nucleated cells are counted; red cells measure the scale. */
export const detectedKinds = ['nucleatedCell', 'redCell', 'platelet'] as const;
export type DetectedKind = (typeof detectedKinds)[number];

/** Usual width of a kind in detector pixels: about 14, 7.5 and 3 µm. */
export const referenceSizePx: Readonly<Record<DetectedKind, number>> = { nucleatedCell: 30, redCell: 16.3, platelet: 6.5 };

/** A red cell's diameter: the ruler where neither file nor user states the scale. */
export const redCellMicrometres = 7.5;
