import type { Reading } from '#shared/contract/parts.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';

/** What a person does with the cells and areas of a case. */
export type ReviewAct =
  | { readonly kind: 'call'; readonly cellIds: readonly number[]; readonly code: ClassCode }
  | { readonly kind: 'accept'; readonly cellIds: readonly number[] }
  | { readonly kind: 'removeCells'; readonly cellIds: readonly number[] }
  | { readonly kind: 'addCell'; readonly slideId: number; readonly box: BoxPx; readonly code: ClassCode }
  | { readonly kind: 'excludeArea'; readonly slideId: number; readonly box: BoxPx; readonly reason: string }
  | { readonly kind: 'moveArea'; readonly areaId: number; readonly box: BoxPx }
  | { readonly kind: 'includeArea'; readonly areaId: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

/** Where an act belongs, and who does it. */
export interface ActPlace { readonly caseId: number; readonly reading: Reading; readonly by: string }
