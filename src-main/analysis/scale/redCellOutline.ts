import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { GlassColour } from '../regions/blockFeatures.ts';

/** Directions in which the edge of a red cell is looked for. */
const rays = 48;
/** The edge is looked for between these shares of half the box's width: boxes of the network are a fifth off at worst. */
const [innermost, outermost] = [0.55, 1.6];
/** Optical density of the rim from which it is one; bare glass varies by less. */
const leastRim = 0.12;
/** Beyond the edge the density must fall below this share of the rim's, or something touches the cell there. */
const bareShare = 0.35;
/** Share of directions in which bare glass must lie beyond the edge: of a cell in a heap it is less. */
const leastBareShare = 0.5;
/** Points off the circle by more than this share of its radius are left out once; the spread of the rest must stay below `roundest`. */
const strayShare = 0.12;
const largestRoughness = 0.06;

interface Point { readonly x: number; readonly y: number }

/**
 * The diameter in pixels of a round red cell by its edge: in many directions from its middle, the place where its density falls to half
 * that of its rim, with bare glass beyond; through these a circle. The place of half the rim's density stays where it is when the
 * picture is blurred. Undefined where less than half of the edge is free, and where it is not round.
 *
 * @param box about the cell, in the picture's pixels; a fifth too large or small does no harm
 */
export function redCellOutline(picture: RgbPicture, glass: GlassColour, box: BoxPx): number | undefined {
  const middle = { x: box.xPx + box.widthPx / 2, y: box.yPx + box.heightPx / 2 };
  const half = Math.sqrt(box.widthPx * box.heightPx) / 2;
  const edge: Point[] = [];
  for (let i = 0; i < rays; i += 1) {
    const angle = (2 * Math.PI * i) / rays;
    const direction = { x: Math.cos(angle), y: Math.sin(angle) };
    const radius = edgeAlong(picture, glass, middle, direction, half);
    if (radius !== undefined) edge.push({ x: middle.x + radius * direction.x, y: middle.y + radius * direction.y });
  }
  if (edge.length < leastBareShare * rays) return undefined;
  let circle = circleThrough(edge);
  const kept = edge.filter((point) => Math.abs(offCircle(circle, point)) < strayShare * circle.radius);
  if (kept.length < leastBareShare * rays) return undefined;
  circle = circleThrough(kept);
  const roughness = Math.sqrt(kept.reduce((sum, point) => sum + offCircle(circle, point) ** 2, 0) / kept.length) / circle.radius;
  return roughness < largestRoughness ? 2 * circle.radius : undefined;
}

/** How far from the middle the cell ends in one direction; undefined where no bare glass follows, or the picture ends before. */
function edgeAlong(picture: RgbPicture, glass: GlassColour, middle: Point, direction: Point, half: number): number | undefined {
  const step = Math.max(0.5, half / 40);
  const count = Math.floor(((outermost - innermost) * half) / step);
  const densities: number[] = [];
  for (let i = 0; i <= count; i += 1) {
    const radius = innermost * half + i * step;
    const density = densityAt(picture, glass, middle.x + radius * direction.x, middle.y + radius * direction.y);
    if (density === undefined) break;
    densities.push(density);
  }
  // The rim: the densest place before the first bare one.
  let rim = 0;
  for (let i = 0; i < densities.length; i += 1) {
    rim = Math.max(rim, densities[i]);
    if (rim < leastRim || densities[i] > bareShare * rim) continue;
    let at = i;
    while (at > 0 && densities[at - 1] < rim / 2) at -= 1;
    if (at === 0) return undefined;
    const above = densities[at - 1], below = densities[at];
    return innermost * half + (at - 1 + (above - rim / 2) / (above - below)) * step;
  }
  return undefined;
}

/** Mean optical density of the channels between pixels, bilinear; undefined beyond the picture. */
function densityAt({ widthPx, heightPx, rgb }: RgbPicture, glass: GlassColour, x: number, y: number): number | undefined {
  const left = Math.floor(x - 0.5), top = Math.floor(y - 0.5);
  if (left < 0 || top < 0 || left + 1 >= widthPx || top + 1 >= heightPx) return undefined;
  const across = x - 0.5 - left, down = y - 0.5 - top;
  let density = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const at = (row: number, column: number) => rgb[3 * ((top + row) * widthPx + left + column) + channel];
    const light = (at(0, 0) * (1 - across) + at(0, 1) * across) * (1 - down) + (at(1, 0) * (1 - across) + at(1, 1) * across) * down;
    density += Math.max(0, Math.log(glass[channel] / Math.max(1, light))) / 3;
  }
  return density;
}

interface Circle extends Point { readonly radius: number }

const offCircle = (circle: Circle, { x, y }: Point) => Math.hypot(x - circle.x, y - circle.y) - circle.radius;

/** The circle with the least squares of x² + y² - 2ax - 2by - c (Kåsa 1976); good where points lie all around. */
function circleThrough(points: readonly Point[]): Circle {
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y) };
  let xx = 0, xy = 0, yy = 0, xz = 0, yz = 0;
  for (const point of points) {
    const x = point.x - middle.x, y = point.y - middle.y, z = x * x + y * y;
    xx += x * x; xy += x * y; yy += y * y; xz += x * z; yz += y * z;
  }
  const determinant = xx * yy - xy * xy;
  const x = (xz * yy - yz * xy) / (2 * determinant), y = (yz * xx - xz * xy) / (2 * determinant);
  return { x: middle.x + x, y: middle.y + y, radius: Math.sqrt(x * x + y * y + (xx + yy) / points.length) };
}
