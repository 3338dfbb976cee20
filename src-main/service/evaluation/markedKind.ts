import { lineageOfLabel } from '#shared/evaluation/stageAgreement.ts';
import { cellClasses } from '#shared/taxonomy/cellClasses.ts';
import { isLabelCode, type LabelCode } from '#shared/taxonomy/labelSets.ts';

/** What a person marked on a field picture. `label` is absent where no class of ours was said. */
export interface MarkedKind { readonly isNucleated: boolean; readonly label?: LabelCode }

const nucleatedWords = ['wbc', 'white blood cell', 'white cell', 'leukocyte', 'leucocyte', 'nucleated cell', 'granulocyte', 'neutrophil'];
const erythroblastWords = ['nrbc', 'nucleated red blood cell', 'nucleated red cell', 'erythroblast', 'normoblast'];
const withoutNucleusWords = ['rbc', 'red blood cell', 'red cell', 'erythrocyte', 'platelet', 'thrombocyte'];

const kinds: ReadonlyMap<string, MarkedKind> = new Map<string, MarkedKind>([
  ...cellClasses.map(({ code, name }) => [name.toLowerCase(), kindOfLabel(code)] as const),
  ...nucleatedWords.map((word) => [word, { isNucleated: true }] as const),
  ...erythroblastWords.map((word) => [word, kindOfLabel('EBX')] as const),
  ...withoutNucleusWords.map((word) => [word, { isNucleated: false }] as const),
]);

function kindOfLabel(label: LabelCode): MarkedKind {
  // Nobody could name it: a cell with a nucleus, and no class to be right or wrong about.
  return label === 'UNK' ? { isNucleated: true } : { isNucleated: lineageOfLabel(label) !== 'noCell', label };
}

/** The kind that a table's class means: a code, a name of a class, or a usual word, of one or of several, in any case. Undefined for any other. */
export function markedKind(written: string): MarkedKind | undefined {
  const code = written.toUpperCase();
  if (isLabelCode(code)) return kindOfLabel(code);
  const words = written.toLowerCase().split(/[\s_-]+/u).join(' ');
  return kinds.get(words) ?? kinds.get(words.replace(/s$/u, ''));
}
