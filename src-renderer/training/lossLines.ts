import type { TrainingCurve } from '#shared/contract/trainingCommands.ts';

/** The losses of one part as a line of the drawing. */
export interface LossLine { readonly name: string; readonly points: string; readonly first: number; readonly last: number }

export interface LossDrawing { readonly lines: readonly LossLine[]; readonly top: number; readonly steps: number }

/** Lines in a drawing of so many units: steps from left to right, loss from 0 at the bottom to a round number at the top. */
export function lossLines({ parts }: TrainingCurve, width: number, height: number): LossDrawing {
  const drawn = parts.filter(({ losses }) => losses.length > 0);
  const highest = Math.max(0, ...drawn.flatMap(({ losses }) => losses.filter(Number.isFinite))), steps = Math.max(1, ...drawn.map(({ totalSteps }) => totalSteps));
  const top = highest <= 0 ? 1 : Math.ceil(highest * 2) / 2;
  const lines = drawn.map(({ name, losses, steps: at }): LossLine => {
    const points = losses.map((loss, i) => [(at[i] / steps) * width, height - (Math.min(loss, top) / top) * height] as const);
    return { name, points: points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '), first: losses[0], last: losses.at(-1)! };
  });
  return { lines, top, steps };
}
