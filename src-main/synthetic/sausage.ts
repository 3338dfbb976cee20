import type { RandomSource } from './randomSource.ts';

/** A bent thick line: nodes (x, y, radius in µm), three numbers each, joined by cones. Band nuclei, lobes, filaments, Auer rods. */
export interface Sausage { readonly nodes: Float32Array; readonly reachUm: number }

export function sausageOf(nodes: readonly (readonly [number, number, number])[]): Sausage {
  let reachUm = 0;
  for (const [x, y, radius] of nodes) reachUm = Math.max(reachUm, Math.hypot(x, y) + radius);
  return { nodes: Float32Array.from(nodes.flat()), reachUm };
}

/** Signed distance in µm from the sausage's skin; below 0 inside. */
export function sausageDistance({ nodes }: Sausage, x: number, y: number): number {
  let least = Infinity;
  const last = nodes.length - 3;
  for (let i = 0; i < last || i === 0; i += 3) {
    const ax = nodes[i], ay = nodes[i + 1], ar = nodes[i + 2];
    const px = x - ax, py = y - ay;
    let along = 0, bx = 0, by = 0, br = 0;
    if (last > 0) {
      bx = nodes[i + 3] - ax; by = nodes[i + 4] - ay; br = nodes[i + 5] - ar;
      along = Math.max(0, Math.min(1, (px * bx + py * by) / (bx * bx + by * by + 1e-9)));
    }
    const ex = px - along * bx, ey = py - along * by;
    least = Math.min(least, Math.sqrt(ex * ex + ey * ey) - ar - along * br);
  }
  return least;
}

export interface BentShape {
  readonly lengthUm: number;
  readonly radiusUm: number;
  /** Total turning from end to end in radians: 0 a rod, pi a horseshoe. */
  readonly bend: number;
  /** Random part of the turning. */
  readonly waver?: number;
  /** Waist in the middle, as a share of the radius. */
  readonly waist?: number;
}

/** Nodes of a bent line of an even step, centred on the middle of its bounding box, turned by chance. */
export function bentNodes(random: RandomSource, shape: BentShape, steps = 9): [number, number, number][] {
  const { lengthUm, radiusUm, bend, waver = 0.2, waist = 0.1 } = shape;
  let heading = random.angle(), x = 0, y = 0;
  const wave = random.between(-1, 1) * waver, nodes: [number, number, number][] = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const thickness = radiusUm * (1 - waist * Math.exp(-(((t - 0.5) / 0.22) ** 2))) * (1 + 0.07 * random.normal());
    nodes.push([x, y, thickness]);
    heading += bend / steps + wave * Math.cos(2 * Math.PI * t) * 0.5 + 0.06 * waver * random.normal();
    x += Math.cos(heading) * lengthUm / steps;
    y += Math.sin(heading) * lengthUm / steps;
  }
  const xs = nodes.map(([nx]) => nx), ys = nodes.map(([, ny]) => ny);
  const cx = (Math.min(...xs) + Math.max(...xs)) / 2, cy = (Math.min(...ys) + Math.max(...ys)) / 2;
  return nodes.map(([nx, ny, radius]) => [nx - cx, ny - cy, radius]);
}
