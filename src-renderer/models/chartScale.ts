/** A point of a control chart, in the order of time. */
export interface ChartedPoint { readonly value: number; readonly lower: number; readonly upper: number; readonly state: 'within' | 'below' | 'above'; readonly isReference: boolean; readonly words: string }

export interface ChartFrame { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** Where points and values lie in the frame of a chart, and the values that its axis names. All points, limits and the centre fit in. */
export function chartScale(points: readonly ChartedPoint[], centre: number, { left, right, top, bottom }: ChartFrame): { readonly x: (place: number) => number; readonly y: (value: number) => number; readonly ticks: readonly number[] } {
  const values = [centre, ...points.flatMap(({ value, lower, upper }) => [value, lower, upper])];
  const least = Math.min(...values), most = Math.max(...values), reach = Math.max(most - least, 1e-6);
  return {
    x: (place) => (points.length > 1 ? left + 8 + (place * (right - left - 16)) / (points.length - 1) : (left + right) / 2),
    y: (value) => bottom - ((value - least) * (bottom - top)) / reach,
    ticks: [least, centre, most].filter((value, i, all) => all.findIndex((other) => Math.abs(other - value) < reach / 6) === i),
  };
}
