import path from 'node:path';
import * as v from 'valibot';
import type { TrainingFolder } from '#shared/contract/trainingCommands.ts';
import type { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classesOfLabel } from '#shared/taxonomy/labelSets.ts';
import type { CellInputSize } from '#main/analysis/classification/cellInput.ts';
import type { Library } from '#main/store/library.ts';
import type { LearntPictures } from '#main/models/learntPictures.ts';
import type { KeptSide } from '#main/store/repositories/trainingCaseRepository.ts';
import type { CellSource } from '#main/training/cellPictures/cellSources.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';
import { readWholePicture } from '../readWholePicture.ts';
import { chosenCells } from './chosenCells.ts';
import type { FitToJudge } from './fitToJudge.ts';
import { fitToJudge } from './fitToJudge.ts';
import type { LabelledPicture } from './labelledFolder.ts';
import { labelledFolder } from './labelledFolder.ts';
import { withCells } from './learntBy.ts';
import { libraryCells } from './libraryCells.ts';
import { librarySources } from './librarySources.ts';
import type { LookedAt } from './lookAgain.ts';
import { lookAgain } from './lookAgain.ts';
import { onceEachPicture } from './onceEachPicture.ts';
import { openLibrarySlides } from './openLibrarySlides.ts';

export interface CellsWanted {
  /** JSON: the chosen cells of the library. */
  readonly cells: string;
  /** When they were chosen. */
  readonly askedAt: string;
  readonly folder: TrainingFolder | undefined;
  /** On which side the folder's cases were put. */
  readonly folderSides: Readonly<Record<string, KeptSide>>;
  readonly classes: readonly ClassCode[];
  /** What the network sees of a cell. */
  readonly size: CellInputSize;
  /** From what those have learnt that take part in the comparison. */
  readonly learnt: LearntPictures;
  /** Whether a model that is there is judged again: only what was kept apart is read then, as it is called now. */
  readonly isForJudging?: boolean;
}

/** What was taken, as the window shows it. */
export interface TakenCells { readonly training: number; readonly heldOut: number; readonly trainingCases: number; readonly heldOutCases: number; readonly skipped: readonly { readonly what: string; readonly why: string }[] }

export interface ReadTrainingCells {
  readonly pictures: TrainingCells;
  readonly fit: FitToJudge;
  readonly taken: TakenCells;
  /** Whether it is known of each cell whose it is. */
  readonly areCasesKnown: boolean;
}

/** Reads the cells of a training from slides and folder, and tells which could not be read. Throws as reading the folder does, and `cancelled`. */
export async function readTrainingCells(library: Library, { cells, askedAt, folder, folderSides, classes, size, learnt, isForJudging = false }: CellsWanted, context: WorkContext): Promise<ReadTrainingCells> {
  const skipped: { what: string; why: string }[] = [];
  const leftOut = ({ name }: CellSource, { message }: MyeloscopeError): void => { skipped.push({ what: name, why: message }); };
  const found = folder ? await labelledFolder(folder.directory, libraryCells(library, classes).cases) : undefined;
  skipped.push(...(found?.skipped ?? []).map(({ file, reason }) => ({ what: file, why: reason })));
  const now = lookAgain(library, { cells: v.parse(chosenCells, JSON.parse(cells)), askedAt, folderCases: found?.cases ?? [], folderSides, isForJudging });
  skipped.push(...now.leftOut);
  const standsOn = ({ inCase }: LabelledPicture, side: KeptSide): boolean => (inCase ? now.folder.get(inCase.key)?.side : 'training') === side;
  const once = found && await onceEachPicture(folder!.directory, found.pictures, (picture) => standsOn(picture, 'heldOut'));
  skipped.push(...(once?.skipped ?? []).map(({ file, reason }) => ({ what: file, why: reason })));
  const usable = (once?.pictures ?? []).filter(({ file, truth }) => {
    if (classesOfLabel(truth).some((code) => classes.includes(code))) return true;
    skipped.push({ what: file, why: `the classifier has no class ${truth}` });
    return false;
  });
  const slides = openLibrarySlides(library);
  const sourcesOn = (side: KeptSide): CellSource[] => [
    ...librarySources(library, slides, now.cells.filter((cell) => cell.side === side), size),
    ...usable.filter((picture) => standsOn(picture, side)).map((picture) => folderSource(picture, folder!, now.folder)),
  ];
  const read = (side: KeptSide): Promise<TrainingCells> => readCells(isForJudging && side === 'training' ? [] : sourcesOn(side), readWholePicture, context, leftOut, size);
  try {
    const pictures = await read('training'), fit = fitToJudge(await read('heldOut'), withCells(learnt, pictures)), { heldOut } = fit;
    skipped.push(...fit.leftOut);
    const casesOf = ({ cells: of }: TrainingCells): number => new Set(of.map(({ group }) => group)).size;
    return {
      pictures, fit, areCasesKnown: usable.every(({ inCase }) => inCase !== undefined),
      taken: { training: pictures.cells.length, heldOut: heldOut.cells.length, trainingCases: casesOf(pictures), heldOutCases: casesOf(heldOut), skipped },
    };
  } finally {
    await slides.close();
  }
}

function folderSource({ file, truth, inCase }: LabelledPicture, { directory, spanUm }: TrainingFolder, cases: LookedAt['folder']): CellSource {
  return {
    name: file, origin: 'laboratory', label: truth, right: classesOfLabel(truth), group: inCase ? cases.get(inCase.key)?.patient ?? inCase.patient : file, look: undefined,
    read: async (reader) => ({ picture: await reader(path.join(directory, file)), spanUm }),
  };
}
