import { useId } from 'react';
import type { ReactNode } from 'react';

interface CheckFieldProps { readonly label: string; readonly hint?: string; readonly checked: boolean; readonly onChange: (checked: boolean) => void }

/** Yes or no, with its label. */
export function CheckField({ label, hint, checked, onChange }: CheckFieldProps): ReactNode {
  const id = useId();
  return (
    <div className="checkField">
      <input id={id} type="checkbox" checked={checked} aria-describedby={hint === undefined ? undefined : `${id}-says`} onChange={(event) => onChange(event.target.checked)} />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && <div id={`${id}-says`} className="fieldHint">{hint}</div>}
      </div>
    </div>
  );
}
