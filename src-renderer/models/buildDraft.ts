import { buildLimits } from '#shared/models/buildableNames.ts';
import { modelTexts } from '../texts/models.ts';
import { typedNumber, typedWholeNumber } from '../ui/typedNumber.ts';

const texts = modelTexts.building;

/** What is typed of a network to be built: numbers as text. */
export interface BuildDraft { readonly side: string; readonly width: string; readonly classes: readonly string[] }

/** Why each of them can't be used; empty where all can. */
export type BuildProblems = Readonly<Partial<Record<keyof BuildDraft, string>>>;

const lies = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most;

/** What is wrong with what was typed, by the rules of the contract. Whether the network can halve the side, the service says. */
export function problemsOfBuild({ side, width, classes }: BuildDraft): BuildProblems {
  return {
    ...(!lies(typedWholeNumber(side), buildLimits.sidePx) && { side: texts.sideWrong }),
    ...(!lies(typedNumber(width), buildLimits.widthUm) && { width: texts.widthWrong }),
    ...(classes.length < buildLimits.fewestClasses && { classes: texts.classesWrong }),
  };
}
