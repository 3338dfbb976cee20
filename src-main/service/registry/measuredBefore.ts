import type { ClassifierCard } from '#shared/models/modelCard.ts';

/** Marks what was measured on the model that another was made from, once: a card that was made in several steps names the model itself. */
export function measuredBefore(on: string, { name, version }: Pick<ClassifierCard, 'name' | 'version'>): string {
  return wasMeasuredBefore(on) ? on : `${on} (measured on ${name} ${version}, before)`;
}

/** Whether that mark stands on a figure: then it says nothing of the errors of the model on whose card it is. */
export const wasMeasuredBefore = (on: string): boolean => /\(measured on .*, before\)$/u.test(on);
