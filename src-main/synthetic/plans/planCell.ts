import type { ProductClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CellPlan } from '../cellPlan.ts';
import type { RandomSource } from '../randomSource.ts';
import { basophilicErythroblast, orthochromaticErythroblast, polychromaticErythroblast, proerythroblast } from './erythroblasts.ts';
import { basophil, eosinophil, mastCell } from './granularCells.ts';
import { macrophage, megakaryocyte, smudgeCell } from './largeCells.ts';
import { lymphocyte, monocyte, plasmaCell } from './mononuclearCells.ts';
import { bandNeutrophil, metamyelocyte, myeloblast, myelocyte, promyelocyte, segmentedNeutrophil } from './neutrophils.ts';

/** Classes drawn as one cell with a nucleus. ART is drawn as what it is, and UNK is no kind of cell. */
export type DrawnCellCode = Exclude<ProductClassCode, 'ART' | 'UNK'>;

const planners: Readonly<Record<DrawnCellCode, (random: RandomSource) => CellPlan>> = {
  BLA: myeloblast, PMO: promyelocyte, MYB: myelocyte, MMZ: metamyelocyte, NGB: bandNeutrophil, NGS: segmentedNeutrophil, EOS: eosinophil,
    BAS: basophil, MAS: mastCell,
  MON: monocyte, LYT: lymphocyte, PLM: plasmaCell, PEB: proerythroblast, EBB: basophilicErythroblast, EBP: polychromaticErythroblast,
    EBO: orthochromaticErythroblast,
  MAC: macrophage, MEG: megakaryocyte, SMU: smudgeCell,
};

/** Draws by chance how one cell of a class is built. */
export function planCell(code: DrawnCellCode, random: RandomSource): CellPlan {
  return planners[code](random);
}
