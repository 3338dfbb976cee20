/** Why a field of a slide was left out, wholly or in part. */
export interface FieldProblem {
  /** Name of the field picture; the slide's own name for a scan. */
  readonly field: string;
  /** In words that can follow the name. */
  readonly problem: string;
  /** Its bytes are damaged or of no kind that is read; or it can be read and is not counted: no part of it is fit, it is there twice, or its scale is not known. */
  readonly kind: 'unreadable' | 'notCounted';
}
