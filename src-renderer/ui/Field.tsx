import { useId } from 'react';
import type { ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  /** Why what stands in it can't be used. */
  readonly problem?: string;
  /** Draws the control with what ties it to its label. */
  readonly children: (control: FieldControl) => ReactNode;
}

/** What a control in a field takes: give it all on (`<input {...control} />`). */
export interface FieldControl { readonly id: string; readonly className: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: boolean }

/** A labelled control with what is wrong with it below. */
export function Field({ label, hint, problem, children }: FieldProps): ReactNode {
  const id = useId();
  const described = problem !== undefined || hint !== undefined;
  return (
    <div className="field">
      <label className="fieldLabel" htmlFor={id}>{label}</label>
      {children({ id, className: 'fieldControl', 'aria-describedby': described ? `${id}-says` : undefined, 'aria-invalid': problem !== undefined || undefined })}
      {described && <span id={`${id}-says`} className={problem === undefined ? 'fieldHint' : 'fieldProblem'}>{problem ?? hint}</span>}
    </div>
  );
}
