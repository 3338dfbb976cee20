import { createHash } from 'node:crypto';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/**
 * SHA-256 of a decoded picture, hexadecimal: one cell is known by it again, whatever its file is called and whether an export or a slide
 * gave it. Nobody can be found by it.
 */
export const pictureHash = ({ widthPx, heightPx, rgb }: RgbPicture): string => createHash('sha256').update(`${String(widthPx)} ${String(heightPx)} `).update(rgb).digest('hex');
