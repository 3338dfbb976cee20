import { groupedBy } from '#shared/collections/groupedBy.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';

type Figure = ModelCard['figures'][number];

/** One figure of a class, with its 95 % interval where the card has one. */
export type ClassFigure = Pick<Figure, 'value' | 'interval'>;
export interface ClassRow { readonly code: string; readonly count: number | undefined; readonly precision?: ClassFigure; readonly recall?: ClassFigure }

/** A card's figures that were measured on the same cells. */
export interface FiguresOn { readonly on: string; readonly whole: readonly Figure[]; readonly classes: readonly ClassRow[] }

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
