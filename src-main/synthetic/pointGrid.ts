/** A circle on the glass, µm. */
export interface Circle { readonly xUm: number; readonly yUm: number; readonly radiusUm: number }

/** Circles by place, so that "what lies near here" does not look at all of them. */
export class PointGrid<T extends Circle = Circle> {
  private readonly cells = new Map<number, T[]>();
  private readonly stepUm: number;
  private largestUm = 0;

  constructor(stepUm = 12) { this.stepUm = stepUm; }

  add(circle: T): void {
    const key = this.key(Math.floor(circle.xUm / this.stepUm), Math.floor(circle.yUm / this.stepUm));
    const there = this.cells.get(key);
    if (there) there.push(circle); else this.cells.set(key, [circle]);
    this.largestUm = Math.max(this.largestUm, circle.radiusUm);
  }

  /** Circles that may come nearer than `gapUm` to a circle at (xUm, yUm) of a radius, in the order they were added within a cell. */
  near(xUm: number, yUm: number, radiusUm: number, gapUm = 0): T[] {
    const reach = radiusUm + this.largestUm + gapUm, found: T[] = [];
    for (let row = Math.floor((yUm - reach) / this.stepUm); row <= Math.floor((yUm + reach) / this.stepUm); row++) {
      for (let column = Math.floor((xUm - reach) / this.stepUm); column <= Math.floor((xUm + reach) / this.stepUm); column++) {
        for (const circle of this.cells.get(this.key(column, row)) ?? []) {
          if (Math.hypot(circle.xUm - xUm, circle.yUm - yUm) < circle.radiusUm + radiusUm + gapUm) found.push(circle);
        }
      }
    }
    return found;
  }

  private key(column: number, row: number): number { return (row + 32768) * 65536 + column + 32768; }
}
