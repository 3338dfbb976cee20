import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { BoxPx } from '#shared/geometry/box.ts';

/** Why a block is or is not counted in; in words in `blockQualityWords`. */
export type BlockQuality = 'good' | 'empty' | 'thick' | 'blurred' | 'edge' | 'dirt' | 'damaged' | 'unexamined';

/** For people: what a quality means. */
export const blockQualityWords: Readonly<Record<BlockQuality, string>> = {
  good: 'cells lie spread and sharp',
  empty: 'bare glass, or hardly any cells',
  thick: 'too thick, with cells on one another or a sheet without gaps',
  blurred: 'out of focus',
  edge: 'a strip at the edge, too narrow to count in',
  dirt: 'dirt, ink or a colour that no stain gives',
  damaged: 'damaged: it can\'t be read',
  unexamined: 'not looked at: enough other parts were',
};

/** A part of the slide, judged at low power. */
export interface QualityBlock { readonly field: string; readonly box: BoxPx; readonly quality: BlockQuality }

/** All parts of the slide with what was found of them, for the viewer; boxes in level-0 pixels. */
export interface QualityMap { readonly blocks: readonly QualityBlock[] }

/** A part chosen for counting, in level-0 pixels, and the field it lies in. */
export interface ChosenRegion { readonly box: BoxPx; readonly field: string }

/** Whether the slide looks like a smear at all. */
export interface SmearVerdict {
  readonly kind: 'smear' | 'doubtful' | 'not-a-smear';
  /** For people, each a phrase without a full stop; empty for a smear. */
  readonly reasons: readonly string[];
}

export interface RegionChoice {
  /** In the order of counting. */
  readonly regions: readonly ChosenRegion[];
  readonly map: QualityMap;
  readonly verdict: SmearVerdict;
  /** Fields left out, wholly or in part, because they are damaged or hold no part fit to be counted; those that could not be opened are not among them. */
  readonly leftOut: readonly FieldProblem[];
}
