import type { ReactNode } from 'react';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { PathKind } from '../worklist/usePathChooser.tsx';
import { usePathChooser } from '../worklist/usePathChooser.tsx';

interface PathFieldProps { readonly label: string; readonly kind: PathKind; readonly value: string; readonly hint?: string; readonly onChange: (path: string) => void }

/** A path of this machine, typed or chosen. */
export function PathField({ label, kind, value, hint, onChange }: PathFieldProps): ReactNode {
  const { choose, dialog } = usePathChooser(([path]) => onChange(path));
  return (
    <div className="pathField">
      <TextField label={label} value={value} hint={hint} onChange={onChange} />
      <Button onPress={() => choose(kind)} aria-label={`${label}: ${modelTexts.importing.choose}`}>{modelTexts.importing.choose}</Button>
      {dialog}
    </div>
  );
}
