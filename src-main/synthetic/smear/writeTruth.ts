import type { drawnSmearMark } from '#shared/reports/drawnSmear.ts';
import { writeAllWhole } from '#main/files/writeWhole.ts';
import { cellBoxPx } from '../cellBox.ts';
import type { GlassScene } from '../glassScene.ts';
import type { SmearLayout } from './smearLayout.ts';

/** Version of the way cells are drawn: another number means that a seed gives another smear. */
export const generatorVersion = 1;

/** What was drawn, beside the truth table. */
export interface SmearDescription {
  readonly what: typeof drawnSmearMark;
  readonly generatorVersion: number;
  readonly seed: number;
  readonly look: string;
  readonly kind: string;
  readonly cells: number;
  readonly micrometresPerPixel: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Cells of each class in the part to be counted. */
  readonly monolayer: Readonly<Record<string, number>>;
}

/** The truth of a smear as CSV (level-0 pixels: centre, then box; class; part of the smear) and as JSON beside it. */
export async function writeTruth(path: string, scene: GlassScene, layout: SmearLayout, description: Omit<SmearDescription,
  'monolayer'>): Promise<SmearDescription> {
  const { micrometresPerPixel } = description, monolayer: Record<string, number> = {}, lines = ['x,y,box_x,box_y,box_width,box_height,class,part'];
  for (const { plan, xUm, yUm } of scene.cells) {
    const xPx = xUm / micrometresPerPixel, yPx = yUm / micrometresPerPixel, part = layout.partAt(xUm, yUm),
      box = cellBoxPx(plan, xPx, yPx, micrometresPerPixel);
    if (part === 'monolayer') monolayer[plan.code] = (monolayer[plan.code] ?? 0) + 1;
    lines.push([...[xPx, yPx, box.xPx, box.yPx, box.widthPx, box.heightPx].map((value) => value.toFixed(1)), plan.code, part].join(','));
  }
  const whole: SmearDescription = { ...description, monolayer };
  await writeAllWhole([{ path: `${path}.truth.csv`, content: `${lines.join('\n')}\n` }, { path: `${path}.truth.json`, content: `${JSON.stringify(whole, undefined, 2)}\n` }]);
  return whole;
}
