import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { boxInPicture, cellBoxPx } from './cellBox.ts';
import { develop } from './develop.ts';
import type { CellWish } from './glassScene.ts';
import { buildScene, paintScene, placeCells } from './glassScene.ts';
import type { SmearKind } from './neighbours.ts';
import { randomCodeOf } from './neighbours.ts';
import { clouds, sampleTable } from './noiseTables.ts';
import { radiusTowards } from './outline.ts';
import { paintFilm } from './paintFilm.ts';
import { planCell } from './plans/planCell.ts';
import type { Circle } from './pointGrid.ts';
import { RandomSource } from './randomSource.ts';
import { randomRedCellHabit } from './redCell.ts';
import { regionalLook } from './regionalLook.ts';
import { newStainCanvas } from './stainCanvas.ts';
import type { StainLook } from './stainLook.ts';

export interface FieldRequest {
  /** 32 to 8192 px each, at most 32 megapixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0.02 to 2. */
  readonly micrometresPerPixel: number;
  readonly look: StainLook;
  readonly seed: number;
  readonly kind: SmearKind;
  /** 0 few nucleated cells (about 4 in 10,000 µm² of marrow), 1 crowded (about 45). */
  readonly density: number;
}

export interface FieldCell {
  readonly code: ClassCode;
  /** Whole cell, cropped to the picture. */
  readonly box: BoxPx;
  /** Share of the whole cell's box that lies in the picture, above 0. */
  readonly visible: number;
}

export interface DrawnField {
  readonly picture: RgbPicture;
  /** Cells with a nucleus, smudges among them (SMU). */
  readonly cells: readonly FieldCell[];
  readonly redCells: readonly BoxPx[];
  readonly platelets: readonly BoxPx[];
}

/** Cells per 10,000 µm² at density 0 and 1. */
const crowding = { marrow: [4, 45], blood: [0.5, 6] } as const;

/**
 * Draws a field of view with the truth: touching cells, heaped red cells, smudges, platelets, thin and thick parts.
 * The same request gives the same bytes. Throws `bad-input` for sizes out of range.
 */
export function drawField(request: FieldRequest): DrawnField {
  const { widthPx, heightPx, micrometresPerPixel, seed, kind, density } = request;
  const fits = [widthPx, heightPx].every((side) => Number.isInteger(side) && side >= 32 && side <= 8192) && widthPx * heightPx <= 32e6;
  if (!fits || !(micrometresPerPixel >= 0.02 && micrometresPerPixel <= 2) || !(density >= 0 && density <= 1)) {
    throw new MyeloscopeError('bad-input',
      `A field of ${widthPx} x ${heightPx} px at ${micrometresPerPixel} µm and density ${density} is out of range.`);
  }
  const random = new RandomSource(seed, kind === 'marrow' ? 201 : 202);
  const stretch = random.between(0.88, 1.14), pixelUm = micrometresPerPixel / stretch;
  const widthUm = widthPx * pixelUm, heightUm = heightPx * pixelUm, margin = 12;
  const base = random.between(0.25, kind === 'marrow' ? 0.8 : 0.62), relief = random.between(0, 0.22), shiftX = random.between(0, 256),
    shiftY = random.between(0, 256);
  const thickness = (xUm: number, yUm: number) => Math.max(0, Math.min(1, base + relief * sampleTable(clouds, xUm / 11 + shiftX, yUm / 11 + shiftY)));
  const [few, many] = crowding[kind];
  const expected = (few * (many / few) ** density) * (widthUm + 2 * margin) * (heightUm + 2 * margin) / 1e4;
  const wished: CellWish[] = [], touching = kind === 'marrow' ? 0.35 : 0.05;
  const cells = placeCells(random.poisson(expected), () => {
    const plan = planCell(randomCodeOf(random, kind), random);
    let xUm = random.between(-margin, widthUm + margin), yUm = random.between(-margin, heightUm + margin);
    if (wished.length > 0 && random.chance(touching)) {
      const beside = random.pick(wished), direction = random.angle(), x = Math.cos(direction), y = Math.sin(direction);
      const step = radiusTowards(beside.plan.outline, x, y) + radiusTowards(plan.outline, -x, -y) + random.between(-0.4, 0.2);
      xUm = beside.xUm + x * step; yUm = beside.yUm + y * step;
    }
    const wish = { plan, xUm, yUm };
    wished.push(wish);
    return wish;
  });
  const order = { widthUm, heightUm, thickness, kind, habit: randomRedCellHabit(random),
    debris: random.unit() ** 2 * (kind === 'marrow' ? 1 : 0.3), platelets: random.between(0, 2.2) };
  const scene = buildScene(random, order, cells);
  const canvas = newStainCanvas(widthPx, heightPx, pixelUm);
  const look = regionalLook(request.look, random);
  paintFilm(canvas, thickness, look.film);
  paintScene(canvas, scene.items);
  const boxOf = ({ xUm, yUm, radiusUm }: Circle): BoxPx => ({ xPx: (xUm - radiusUm) / pixelUm, yPx: (yUm - radiusUm) / pixelUm,
    widthPx: 2 * radiusUm / pixelUm, heightPx: 2 * radiusUm / pixelUm });
  const shown = (box: BoxPx) => boxInPicture(box, widthPx, heightPx);
  return {
    picture: develop(canvas, { ...look, film: 0 }, random),
    cells: cells.map(({ plan, xUm, yUm }) => ({ code: plan.code, ...shown(cellBoxPx(plan, xUm / pixelUm, yUm / pixelUm,
      pixelUm)) })).filter(({ visible }) => visible > 0),
    redCells: scene.redCells.map((circle) => shown(boxOf(circle))).filter(({ visible }) => visible > 0).map(({ box }) => box),
    platelets: scene.platelets.map((circle) => shown(boxOf(circle))).filter(({ visible }) => visible > 0).map(({ box }) => box),
  };
}
