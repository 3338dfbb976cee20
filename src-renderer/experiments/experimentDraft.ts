import type { ExperimentExtent, ExperimentOrder, ExperimentProtocol } from '#shared/contract/experimentCommands.ts';
import type { ResultOf } from '#shared/contract/contract.ts';
import type { PictureGroups } from '#shared/contract/pictureGroups.ts';
import { pictureColumnOf } from '#shared/evaluation/pictureColumn.ts';
import { experimentTexts } from '../texts/experiments.ts';
import { typedNumber, typedWholeNumber } from '../ui/typedNumber.ts';

/** What a folder was found to hold. */
export type CellFolder = ResultOf<'experiments.folder'>;

/** What is typed into the dialogue for a new experiment. */
export interface ExperimentDraft {
  readonly directory: string;
  /** What is in the folder, once it was read; another folder has to be read anew. */
  readonly found: CellFolder | undefined;
  readonly spanUm: string;
  /** A table and a column of it, as `groupChoices` has them; empty for each picture on its own. */
  readonly groups: string;
  readonly protocol: ExperimentProtocol;
  readonly extent: ExperimentExtent;
  readonly mostCells: string;
  /** A file's path, or nothing. */
  readonly weights: string;
}

export const emptyDraft: ExperimentDraft = { directory: '', found: undefined, spanUm: '22', groups: '', protocol: 'graebel', extent: 'quick', mostCells: '', weights: '' };

type Field = keyof typeof experimentTexts.problems;
export type CheckedExperiment = { readonly isReady: true; readonly order: ExperimentOrder } | { readonly isReady: false; readonly problems: Readonly<Partial<Record<Field, string>>> };

/** How much of a paper may be run: Choi 2017 is one network, and has no part without. */
export const extentsOf = (protocol: ExperimentProtocol): readonly ExperimentExtent[] => (protocol === 'choi' ? ['quick', 'whole'] : ['quick', 'classical', 'whole']);

/** Whether networks are trained that could start from a file. */
export const takesWeights = ({ extent, protocol }: Pick<ExperimentDraft, 'extent' | 'protocol'>): boolean => protocol === 'graebel' && extent === 'whole';

/** The draft for another folder: nothing that the tables of the one before told stays. */
export function onFolder(draft: ExperimentDraft, directory: string): ExperimentDraft {
  return { ...draft, directory, found: undefined, groups: '', ...(draft.found?.widthUm !== undefined && { spanUm: emptyDraft.spanUm }) };
}

/** Every column of every table beside the pictures, but for the one that names the picture, as a choice. */
export function groupChoices(found: CellFolder | undefined): readonly { readonly value: string; readonly label: string; readonly file: string; readonly column: string }[] {
  return (found?.tables ?? []).flatMap(({ columns, file, name }, table) => columns.filter((column) => column !== pictureColumnOf(columns)).map((column, place) => ({ value: `${table} ${place}`, label: experimentTexts.groupsOf(column, name), file, column })));
}

/** What an order says of a choice: none is said, too, or a manifest in the folder would group the pictures. */
export function groupsOf(found: CellFolder | undefined, choice: string): PictureGroups {
  const chosen = groupChoices(found).find(({ value }) => value === choice);
  return chosen ? { file: chosen.file, column: chosen.column } : 'none';
}

/** The choice that keeps patients apart, where a column's name says so; none else. */
export function likelyGroups(found: CellFolder): string {
  const choices = groupChoices(found);
  return [/patient|subject/iu, /group/iu, /case/iu, /slide/iu].map((names) => choices.find(({ column }) => names.test(column))).find(Boolean)?.value ?? '';
}

/** The order that a draft stands for, or what is wrong with it. */
export function checkExperiment({ directory, extent, found, groups, mostCells, protocol, spanUm, weights }: ExperimentDraft): CheckedExperiment {
  const width = typedNumber(spanUm), most = mostCells.trim() === '' ? undefined : typedWholeNumber(mostCells);
  const { problems: words } = experimentTexts;
  const problems = {
    ...(!found && { directory: words.directory }), ...(!(width >= 1 && width <= 1000) && { spanUm: words.spanUm }),
    ...(most !== undefined && !(most >= 6 && most <= 1_000_000) && { mostCells: words.mostCells }),
  };
  if (Object.keys(problems).length > 0) return { isReady: false, problems };
  return {
    isReady: true,
    order: {
      protocol, extent: extentsOf(protocol).includes(extent) ? extent : 'quick', directory, spanUm: width, groups: groupsOf(found, groups),
      ...(most !== undefined && { mostCells: most }), ...(takesWeights({ extent, protocol }) && weights.trim() !== '' && { weights: weights.trim() }),
    },
  };
}
