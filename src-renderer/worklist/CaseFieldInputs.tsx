import type { ReactNode } from 'react';
import { worklistTexts } from '../texts/worklist.ts';
import { TextField } from '../ui/TextField.tsx';

const longFields = new Set(['clinical.details', 'clinical.bloodCount', 'clinical.filmComment']);
const dayFields = new Set(['patient.dateOfBirth', 'specimen.takenAt', 'specimen.receivedAt']);

interface CaseFieldInputsProps {
  readonly group: keyof typeof worklistTexts.fieldGroups;
  readonly names: Readonly<Record<string, string>>;
  /** As typed, under "group.field". */
  readonly fields: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (fields: Readonly<Record<string, string>>) => void;
  readonly isOpen: boolean;
}

/** One group of a case's fields; opened where something in it can't be used. */
export function CaseFieldInputs({ group, names, fields, problems, onChange, isOpen }: CaseFieldInputsProps): ReactNode {
  const hasProblem = Object.keys(problems).some((place) => place.startsWith(`${group}.`));
  return (
    <details className="fieldGroup" open={isOpen || hasProblem}>
      <summary>{worklistTexts.fieldGroups[group]}</summary>
      <div className="fieldGrid">
        {Object.entries(names).map(([field, label]) => {
          const place = `${group}.${field}`;
          return (
            <TextField key={place} label={label} value={fields[place] ?? ''} onChange={(text) => onChange({ ...fields, [place]: text })} problem={problems[place]}
              type={dayFields.has(place) ? 'date' : 'text'} rows={longFields.has(place) ? 3 : undefined} />
          );
        })}
      </div>
    </details>
  );
}
