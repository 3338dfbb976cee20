import type { CellPlan, NuclearPart } from './cellPlan.ts';
import { cellReachUm } from './cellPlan.ts';
import { addDot, fadeDot } from './dots.ts';
import { clouds, sampleTable, scatteredPoints } from './noiseTables.ts';
import { outlineDistance } from './outline.ts';
import { sausageDistance } from './sausage.ts';
import type { StainCanvas } from './stainCanvas.ts';
import { dyes, touchedPixels } from './stainCanvas.ts';

function partDistance(part: NuclearPart, dx: number, dy: number): number {
  const { shape } = part;
  return 'nodes' in shape ? sausageDistance(shape, dx - part.xUm, dy - part.yUm) : outlineDistance(shape, dx - part.xUm, dy - part.yUm);
}

/**
 * Draws one nucleated cell with its centre at (xUm, yUm). Every pixel is worked out from distances to the outlines and from
 * noise tables in the cell's own micrometres, so the cell looks the same at any scale and from any window onto it.
 */
export function paintCell(canvas: StainCanvas, plan: CellPlan, xUm: number, yUm: number): void {
  paintBody(canvas, plan, xUm, yUm);
  for (const spot of plan.nucleoli) paintNucleolus(canvas, spot.xUm + xUm, spot.yUm + yUm, spot.radiusUm, spot.strength);
  for (const spot of plan.vacuoles) fadeDot(canvas, spot.xUm + xUm, spot.yUm + yUm, spot.radiusUm, spot.strength, 0.25);
  for (const granule of plan.granules) addDot(canvas, granule.xUm + xUm, granule.yUm + yUm, granule.radiusUm, granule.dye, granule.amount);
}

/** A nucleolus is paler and bluer than the chromatin around it, with a darker border of condensed chromatin. */
function paintNucleolus(canvas: StainCanvas, xUm: number, yUm: number, radiusUm: number, strength: number): void {
  fadeDot(canvas, xUm, yUm, radiusUm + 0.25, -0.12 * strength, 0.5);
  fadeDot(canvas, xUm, yUm, radiusUm, 0.42 * strength, 0.5);
  addDot(canvas, xUm, yUm, radiusUm * 0.85, dyes.basophilia, 0.3 * strength);
}

function paintBody(canvas: StainCanvas, plan: CellPlan, xUm: number, yUm: number): void {
  const { cytoplasm, chromatin, outline, buds, nuclearParts, carpets, textureX, textureY } = plan;
  const { widthPx, planes, micrometresPerPixel: pixel } = canvas;
  const [chromatinPlane, basophiliaPlane, eosinPlane, haemoglobinPlane, granulePlane, orangePlane, dirtPlane] = planes;
  const { left, right, top, bottom } = touchedPixels(canvas, xUm, yUm, cellReachUm(plan));
  const edge = Math.max(pixel, cytoplasm.edgeUm), nuclearEdge = Math.max(pixel, chromatin.edgeUm);
  const mottleScale = 4 / cytoplasm.mottleUm, fineScale = 4 / chromatin.fineUm, clumpScale = 8 / chromatin.clumpUm;
  const { hof } = cytoplasm, slackUm = 2 * cytoplasm.frayUm + edge;
  let nuclearReachUm = 0;
  for (const { shape, xUm: px, yUm: py } of nuclearParts) {
    nuclearReachUm = Math.max(nuclearReachUm, Math.hypot(px,
      py) + ('nodes' in shape ? shape.reachUm : shape.maxRadiusUm) + 3 * chromatin.frayUm + nuclearEdge);
  }
  for (let row = top; row < bottom; row++) {
    const dy = canvas.originYUm + (row + 0.5) * pixel - yUm;
    for (let column = left; column < right; column++) {
      const dx = canvas.originXUm + (column + 0.5) * pixel - xUm;
      let distance = outlineDistance(outline, dx, dy);
      const fromCentreUm = Math.sqrt(dx * dx + dy * dy);
      if (distance > slackUm && buds.length === 0 && fromCentreUm > nuclearReachUm) continue;
      for (const bud of buds) {
        // Smooth union: a bud grows out of the cell without a seam.
        const budDistance = sausageDistance(bud, dx, dy), h = Math.max(0, 0.8 - Math.abs(distance - budDistance)) / 0.8;
        distance = Math.min(distance, budDistance) - h * h * 0.2;
      }
      const cloud = sampleTable(clouds, dx * mottleScale + textureX, dy * mottleScale + textureY);
      if (cytoplasm.frayUm > 0 && distance > -3) {
        distance += cytoplasm.frayUm * 0.5 * (sampleTable(clouds, dx * 2.2 + textureY, dy * 2.2 + textureX) + 0.6 * sampleTable(clouds,
          dx * 5.5 + textureX, dy * 5.5 + textureY));
      }
      // The nucleus: the deepest part counts, and where parts lie over each other both add.
      let nuclear = 0, overlap = 0, nearest = 99;
      if (fromCentreUm < nuclearReachUm) for (const part of nuclearParts) {
        let own = partDistance(part, dx, dy);
        if (own > nuclearEdge + 1) continue;
        if (chromatin.frayUm > 0) own += chromatin.frayUm * cloud;
        const cover = Math.min(1, 0.5 - own / nuclearEdge);
        if (cover <= 0) continue;
        overlap += Math.min(cover, nuclear);
        nuclear = Math.max(nuclear, cover);
        nearest = Math.min(nearest, Math.abs(own));
      }
      const cover = Math.max(0, Math.min(1, 0.5 - distance / edge));
      if (cover <= 0 && nuclear <= 0) continue;
      const at = row * widthPx + column, hidden = Math.max(cover * cytoplasm.cover, nuclear * 0.92);
      if (hidden > 0) {
        const keep = 1 - hidden;
        chromatinPlane[at] *= keep; basophiliaPlane[at] *= keep; eosinPlane[at] *= keep; haemoglobinPlane[at] *= keep;
        granulePlane[at] *= keep; orangePlane[at] *= keep; dirtPlane[at] *= keep;
      }
      if (cover > 0) {
        let amount = cover * (1 - 0.88 * nuclear) * Math.max(0.15, 1 + cytoplasm.mottle * cloud);
        if (hof) {
          const hx = (dx - hof.xUm) / hof.radiusUm, hy = (dy - hof.yUm) / hof.radiusUm;
          amount *= 1 - hof.strength * Math.exp(-hx * hx - hy * hy);
        }
        const rim = 1 + cytoplasm.rim * Math.max(0, 1 + distance / cytoplasm.rimUm);
        basophiliaPlane[at] += amount * cytoplasm.basophilia * rim;
        chromatinPlane[at] += amount * cytoplasm.azure * rim;
        eosinPlane[at] += amount * cytoplasm.eosin;
        haemoglobinPlane[at] += amount * cytoplasm.haemoglobin;
      }
      if (nuclear > 0) {
        const fine = sampleTable(clouds, dx * fineScale + textureY, dy * fineScale + textureX);
        let texture = 1 + chromatin.fine * fine;
        if (chromatin.clump > 0) {
          const gap = sampleTable(scatteredPoints, dx * clumpScale + textureX + 1.4 * fine, dy * clumpScale + textureY - 1.4 * fine);
          texture += chromatin.clump * (1.05 - 2.2 * gap * gap);
        }
        if (nearest < 0.5) texture += chromatin.membrane * (1 - nearest / 0.5);
        const amount = chromatin.density * nuclear * Math.max(0.25, texture) * (1 + 0.18 * Math.min(1, overlap));
        chromatinPlane[at] += amount;
        basophiliaPlane[at] += amount * chromatin.blue;
      }
      for (const carpet of carpets) {
        const inCytoplasm = Math.min(1, Math.max(0, cover - 0.1));
        const share = inCytoplasm * (1 - nuclear * (1 - carpet.overNucleus));
        if (share <= 0) continue;
        const scale = 8 / carpet.spacingUm, gap = sampleTable(scatteredPoints, dx * scale + textureY, dy * scale + textureX);
        const grainCover = Math.max(0, Math.min(1, (carpet.fill - gap) * 4 + 0.5));
        planes[carpet.dye][at] += carpet.amount * grainCover * share * (1 + 0.2 * cloud);
      }
    }
  }
}
