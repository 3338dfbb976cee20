import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isProductClass, productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { artefactKinds, paintArtefact, paintDebris } from './artefacts.ts';
import { develop } from './develop.ts';
import type { PlacedCell, SmearKind } from './neighbours.ts';
import { placeNeighbours } from './neighbours.ts';
import { randomOutline } from './outline.ts';
import { paintCell } from './paintCell.ts';
import { planCell } from './plans/planCell.ts';
import { completePlan } from './plans/planParts.ts';
import type { Circle } from './pointGrid.ts';
import { RandomSource } from './randomSource.ts';
import { paintRedCell, randomRedCell, randomRedCellHabit } from './redCell.ts';
import { regionalLook } from './regionalLook.ts';
import { newStainCanvas } from './stainCanvas.ts';
import type { StainLook } from './stainLook.ts';
import { paintPlatelets, paintRedCells } from './surroundings.ts';

export interface CellPictureRequest {
  /** Any class of the product but UNK. */
  readonly code: ClassCode;
  readonly look: StainLook;
  readonly seed: number;
  /** Side of the square picture: 8 to 4096 px, 96 unless told, and 2 to 200 µm, 22 unless told. */
  readonly widthPx?: number;
  readonly widthUm?: number;
  /** What lies around: chance decides unless told. */
  readonly kind?: SmearKind;
}

/**
 * Draws one cell of a class in the middle of its surroundings: neighbouring cells, some touching, red cells, platelets, dried
 * matter. The same request gives the same bytes. Sizes vary by a seventh around the published ones, as those of preparations do.
 * Throws `bad-input` for UNK, a laboratory's own class or a size out of range.
 */
export function drawCellPicture(request: CellPictureRequest): RgbPicture {
  const { code, seed, widthPx = 96, widthUm = 22 } = request;
  if (code === 'UNK' || !isProductClass(code)) throw new MyeloscopeError('bad-input', 'A cell of which no look is known cannot be drawn.');
  if (!(widthPx >= 8 && widthPx <= 4096 && Number.isInteger(widthPx) && widthUm >= 2 && widthUm <= 200)) {
    throw new MyeloscopeError('bad-input', `A cell picture of ${widthPx} px and ${widthUm} µm is out of range (8 to 4096 px, 2 to 200 µm).`);
  }
  const random = new RandomSource(seed, 100 + productClassCodes.indexOf(code));
  const kind = request.kind ?? (random.chance(0.72) ? 'marrow' : 'blood'), stretch = random.between(0.87, 1.15);
  const spanUm = widthUm / stretch, half = spanUm / 2;
  const canvas = newStainCanvas(widthPx, widthPx, spanUm / widthPx, -half, -half);
  const look = regionalLook(request.look, random);
  const cells: PlacedCell[] = [];
  const artefact = code === 'ART' ? random.pick(artefactKinds) : undefined;
  // An artefact keeps its place free with a cell that is not drawn.
  const plan = code === 'ART' ? completePlan(random, { code, outline: randomOutline(random, { radiusUm: 3.2 }) }) : planCell(code, random);
  // Detectors and readers take for the middle something between the nucleus and the whole cell.
  const [nucleus] = plan.nuclearParts, lean = nucleus ? random.unit() * 0.6 : 0;
  const xUm = random.around(0, 0.3) - lean * (nucleus?.xUm ?? 0), yUm = random.around(0, 0.3) - lean * (nucleus?.yUm ?? 0);
  const centre = { plan, xUm, yUm };
  const crowded = kind === 'marrow' ? random.poisson(random.pick([2, 5, 10])) : random.chance(0.06) ? 1 : 0;
  cells.push(...placeNeighbours(random, centre, kind, crowded, half));
  const taken: Circle[] = cells.map((cell) => ({ xUm: cell.xUm, yUm: cell.yUm, radiusUm: cell.plan.outline.maxRadiusUm * 0.9 }));
  if (artefact !== 'redCells') taken.push({ xUm, yUm, radiusUm: artefact ? 1.5 : plan.outline.maxRadiusUm * 0.88 });
  if (kind === 'marrow' || random.chance(0.1)) paintDebris(canvas, random, random.unit() ** 2 * 0.9);
  const heaped = kind === 'marrow' ? random.pick([0.1, 0.6, 0.9]) : random.pick([0, 0, 0.3]);
  const habit = randomRedCellHabit(random);
  if (artefact === 'redCells') {
    for (let i = 1 + random.below(4); i > 0; i--) paintRedCell(canvas, randomRedCell(random, habit), random.around(0, 1.5), random.around(0, 1.5));
  }
  paintRedCells(canvas, random, { density: kind === 'marrow' ? random.between(6, 75) : random.between(2, 13), heaped, habit }, taken);
  paintPlatelets(canvas, random, spanUm * spanUm / 484 * random.between(0, 1.2), taken);
  const below = random.chance(0.8) ? cells : cells.slice(0, cells.length >> 1), above = cells.slice(below.length);
  for (const cell of below) paintCell(canvas, cell.plan, cell.xUm, cell.yUm);
  if (artefact) paintArtefact(canvas, random, artefact, xUm, yUm);
  else paintCell(canvas, plan, xUm, yUm);
  for (const cell of above) paintCell(canvas, cell.plan, cell.xUm, cell.yUm);
  return develop(canvas, look, random);
}
