import { groupedBy } from '#shared/collections/groupedBy.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { modelTexts } from '../texts/models.ts';

type Figure = ModelCard['figures'][number];

/** One figure of a class, with its 95 % interval where the card has one. */
export type ClassFigure = Pick<Figure, 'value' | 'interval'>;
export interface ClassRow { readonly code: string; readonly count: number | undefined; readonly precision?: ClassFigure; readonly recall?: ClassFigure }

/** A card's figures that were measured on the same cells. */
export interface FiguresOn { readonly on: string; readonly whole: readonly Figure[]; readonly classes: readonly ClassRow[] }

const { amounts, shares } = modelTexts.card;

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const percentInterval = (interval: readonly [number, number] | undefined): string => (interval ? `${(100 * interval[0]).toFixed(0)} – ${(100 * interval[1]).toFixed(0)} %` : '');

/** A figure of a model as a whole, in words. What has no words here may be any number, and is no percentage. */
export function printedFigure({ interval, name, value }: Figure): { readonly name: string; readonly value: string; readonly interval: string } {
  if (name in shares) return { name: shares[name], value: percent(value), interval: percentInterval(interval) };
  return { name: amounts[name] ?? name, value: value.toFixed(2), interval: interval ? `${interval[0].toFixed(2)} – ${interval[1].toFixed(2)}` : '' };
}

const perClass = /^perClass\.([A-Z]{3})\.(precision|recall)$/;

/** A card's figures by the cells they were measured on, in its order; those of single classes as rows in report order. */
export function figuresByCells(figures: readonly Figure[]): FiguresOn[] {
  const groups = groupedBy(figures, ({ on }) => on);
  return [...groups].map(([on, all]) => {
    const rows = new Map<string, ClassRow>();
    for (const { name, value, interval, count } of all) {
      const [, code, which] = perClass.exec(name) ?? [];
      if (code === undefined) continue;
      rows.set(code, { ...(rows.get(code) ?? { code, count }), [which]: { value, interval } });
    }
    const place = (code: string): number => { const at = classCodes.indexOf(code as ClassCode); return at < 0 ? classCodes.length : at; };
    return { on, whole: all.filter(({ name }) => !name.startsWith('perClass.')), classes: [...rows.values()].sort((a, b) => place(a.code) - place(b.code)) };
  });
}
