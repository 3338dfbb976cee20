import { addDot, fadeDot } from './dots.ts';
import { clouds, sampleTable } from './noiseTables.ts';
import { outlineDistance, randomOutline } from './outline.ts';
import type { RandomSource } from './randomSource.ts';
import type { Dye, StainCanvas } from './stainCanvas.ts';
import { dyes, touchedPixels } from './stainCanvas.ts';

/** What lies on a smear beside cells. Platelet 1.5 to 3 µm, giant ones to 10 µm (Bain, Blood Cells, 5th ed., ch. 3). */
export const artefactKinds = ['platelet', 'giantPlatelet', 'plateletClump', 'precipitate', 'fragment', 'dirt', 'redCells'] as const;
export type ArtefactKind = (typeof artefactKinds)[number];

/** A cloud of one dye with a soft uneven edge. */
function paintCloud(canvas: StainCanvas, random: RandomSource, xUm: number, yUm: number, radiusUm: number, dye: Dye, amount: number,
  edgeUm: number, uneven: number): void {
  const outline = randomOutline(random, { radiusUm, elongation: random.between(1, 1.6), wobble: 0.2, roughness: 0.025 });
  const pixel = canvas.micrometresPerPixel, plane = canvas.planes[dye], textureX = random.between(0, 256), textureY = random.between(0, 256);
  const { left, right, top, bottom } = touchedPixels(canvas, xUm, yUm, outline.maxRadiusUm + edgeUm);
  const edge = Math.max(pixel, edgeUm);
  for (let row = top; row < bottom; row++) for (let column = left; column < right; column++) {
    const dx = canvas.originXUm + (column + 0.5) * pixel - xUm, dy = canvas.originYUm + (row + 0.5) * pixel - yUm;
    const cloud = sampleTable(clouds, dx * 4 + textureX, dy * 4 + textureY);
    const cover = Math.min(1, 0.5 - (outlineDistance(outline, dx, dy) + 0.15 * uneven * cloud) / edge);
    if (cover > 0) plane[row * canvas.widthPx + column] += amount * cover * Math.max(0.1, 1 + uneven * cloud);
  }
}

/** A platelet: pale lilac body, red-violet granules drawn together in its middle. */
export function paintPlatelet(canvas: StainCanvas, random: RandomSource, xUm: number, yUm: number, radiusUm: number): void {
  paintCloud(canvas, random, xUm, yUm, radiusUm, dyes.basophilia, random.between(0.08, 0.35), 0.5, 0.35);
  const count = Math.round(random.between(5, 14) * Math.max(1, radiusUm / 1.3)), tight = random.between(0.25, 0.5);
  for (let i = 0; i < count; i++) {
    addDot(canvas, xUm + random.around(0, tight * radiusUm), yUm + random.around(0, tight * radiusUm), random.between(0.15, 0.32),
      dyes.granule, random.between(0.15, 0.6));
  }
}

/** Draws an artefact around (xUm, yUm). Returns how far it reaches, in µm. 'redCells' is drawn by the caller and reaches 4 µm. */
export function paintArtefact(canvas: StainCanvas, random: RandomSource, kind: ArtefactKind, xUm: number, yUm: number): number {
  switch (kind) {
    case 'platelet': { const radius = random.between(0.8, 1.8); paintPlatelet(canvas, random, xUm, yUm, radius); return radius; }
    case 'giantPlatelet': { const radius = random.between(2, 4.2); paintPlatelet(canvas, random, xUm, yUm, radius); return radius; }
    case 'plateletClump': {
      const spread = random.between(1.5, 4.5);
      for (let i = 4 + random.below(14); i > 0; i--) paintPlatelet(canvas, random, xUm + random.around(0, spread * 0.5),
        yUm + random.around(0, spread * 0.5), random.between(0.7, 1.6));
      return spread + 1;
    }
    case 'precipitate': {
      const spread = random.between(0.6, 3.2), dye = random.pick([dyes.granule, dyes.chromatin, dyes.dirt]);
      for (let i = 5 + random.below(50); i > 0; i--) addDot(canvas, xUm + random.around(0, spread * 0.5),
        yUm + random.around(0, spread * 0.5), random.between(0.12, 0.5), dye, random.between(0.4, 1.5));
      return spread;
    }
    case 'fragment': {
      const radius = random.between(1.5, 5);
      paintCloud(canvas, random, xUm, yUm, radius, random.pick([dyes.basophilia, dyes.basophilia, dyes.eosin, dyes.chromatin]),
        0.06 + 0.5 * random.unit() ** 2, random.between(0.6, 3), 0.4);
      if (random.chance(0.4)) for (let i = random.below(25); i > 0; i--) addDot(canvas, xUm + random.around(0, radius * 0.5),
        yUm + random.around(0, radius * 0.5), 0.2, dyes.granule, 0.6);
      return radius;
    }
    case 'dirt': {
      const radius = random.between(0.5, 4.5);
      paintCloud(canvas, random, xUm, yUm, radius, dyes.dirt, random.between(0.15, 0.9), random.between(1, 3.5), 0.12);
      if (random.chance(0.4)) fadeDot(canvas, xUm, yUm, radius * 0.5, 0.7, 0.5);
      return radius;
    }
    case 'redCells': return 4;
  }
}

/** Strands and specks of dried blue or pink matter between marrow cells. `amount` 0 to 1. */
export function paintDebris(canvas: StainCanvas, random: RandomSource, amount: number): void {
  const widthUm = canvas.widthPx * canvas.micrometresPerPixel, heightUm = canvas.heightPx * canvas.micrometresPerPixel,
    area = widthUm * heightUm / 500;
  const place = (): [number, number] => [canvas.originXUm + random.unit() * widthUm, canvas.originYUm + random.unit() * heightUm];
  for (let i = random.poisson(area * 1.2 * amount); i > 0; i--) {
    const [x, y] = place();
    paintCloud(canvas, random, x, y, random.between(0.8, 4), random.chance(0.7) ? dyes.basophilia : dyes.eosin,
      random.between(0.04, 0.25), random.between(0.6, 2.5), 0.6);
  }
  for (let i = random.poisson(area * 14 * amount); i > 0; i--) {
    const [x, y] = place();
    addDot(canvas, x, y, random.between(0.08, 0.3), random.pick([dyes.granule, dyes.granule, dyes.basophilia, dyes.dirt]), random.between(0.15, 0.9));
  }
}
