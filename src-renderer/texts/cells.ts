import type { Lineage } from '#shared/taxonomy/cellClasses.ts';
import type { CellOrder } from '../cells/cellOrder.ts';
import type { ReviewState } from '../cells/cellFilter.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const cellsOf = (count: number): string => (count === 1 ? '1 cell' : `${count.toLocaleString('en')} cells`);

/** What the window says of single cells: on the slide, in the gallery and in review. */
export const cellTexts = {
  percent, cellsOf,
  /** How sure a call is. Calls of a model that was never calibrated stand at 0, which no calibrated one can. */
  sureness: (confidence: number): string => (confidence === 0 ? 'uncalibrated' : percent(confidence)),
  notLoaded: 'The cells of this case could not be read.',
  notLoadedRemedy: 'Try again. If it stays, close Myeloscope and start it again; what was reviewed is on disk.',
  tryAgain: 'Try again',
  loading: 'Reading the cells…',
  reviewed: 'reviewed', notReviewed: 'not reviewed', added: 'added', removed: 'deleted', excluded: 'in an excluded area', beyondTarget: 'beyond the target',
  changedFrom: (className: string) => `machine said ${className}`,
  perhaps: (className: string, confidence: string) => `perhaps ${className} ${confidence}`,
  unlikeTraining: 'unlike the cells the model knows',
  keeping: 'being kept',
  surroundings: (spanUm: number) => `The cell in its surroundings, ${spanUm} µm across`,
  machineCalls: 'Machine’s five best',
  unfamiliar: 'The model has seen few cells like this one: trust its call less.',
  uncalibrated: 'This model was never measured against labelled cells: only the order of its answers is shown.',
  history: 'History', undone: 'undone',
  classes: 'Name the cell', nameIt: 'Name it',
  panel: 'Cell',
  notKept: (act: string) => `Not kept: ${act}. The cells are shown as they were.`,
  acts: {
    call: (count: number, className: string) => `${cellsOf(count)} named ${className}`,
    accept: (count: number) => `${cellsOf(count)} accepted`,
    remove: (count: number) => `${cellsOf(count)} deleted`,
    add: (className: string) => `${className} added`,
    excludeArea: 'area excluded', moveArea: 'area moved', includeArea: 'area counted again', undo: 'undone', redo: 'done again',
  },
  filter: {
    title: 'Filter', open: (parts: number) => (parts === 0 ? 'Filter' : `Filter (${parts})`), state: 'Review', lineages: 'Lineage', classes: 'Class', slide: 'Slide', allSlides: 'All slides',
    between: (lowest: number, highest: number) => `machine’s confidence ${percent(lowest)} to ${percent(highest)}`,
    confidence: 'Machine’s confidence', atLeast: 'at least', atMost: 'at most', uncounted: 'Also deleted cells, excluded areas, beyond the target', clear: 'Show all cells',
  },
  lineages: {
    myeloid: 'Myeloid', erythroid: 'Erythroid', monocytic: 'Monocytic', lymphoid: 'Lymphoid', plasma: 'Plasma cells', mast: 'Mast cells', macrophage: 'Macrophages',
    megakaryocyte: 'Megakaryocytes', noCell: 'Smudges and artefacts', own: 'The laboratory’s own', unknown: 'Cannot be named',
  } satisfies Record<Lineage, string>,
  orders: { doubtful: 'Doubtful first', sure: 'Surest first', counting: 'As counted', class: 'By class' } satisfies Record<CellOrder, string>,
  states: { unreviewed: 'Not reviewed', agreed: 'Reviewed, as the machine said', changed: 'Changed or added by a person' } satisfies Record<ReviewState, string>,
};
