import type { ReactNode } from 'react';
import { Field } from './Field.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string;
  readonly type?: 'text' | 'date' | 'number' | 'search';
  /** Lines of a longer text; one line where left out. */
  readonly rows?: number;
  readonly maxLength?: number;
  readonly step?: string;
  readonly autoFocus?: boolean;
  readonly isReadOnly?: boolean;
}

/** A line, or several, of typed text with its label. */
export function TextField({ label, value, onChange, hint, problem, type = 'text', rows, isReadOnly, ...rest }: TextFieldProps): ReactNode {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) => (rows === undefined
        ? <input {...control} {...rest} type={type} value={value} readOnly={isReadOnly} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
        : <textarea {...control} {...rest} rows={rows} value={value} readOnly={isReadOnly} onChange={(event) => onChange(event.target.value)} />)}
    </Field>
  );
}
