import type { ReactNode } from 'react';

interface FilterChecksProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Value[];
  /** Undefined: all. */
  readonly chosen: readonly Value[] | undefined;
  readonly nameOf: (value: Value) => string;
  readonly onChange: (chosen: readonly Value[] | undefined) => void;
}

/** Several of a few. With none ticked all are shown: an empty gallery is never what was wanted. */
export function FilterChecks<Value extends string>({ label, choices, chosen = [], nameOf, onChange }: FilterChecksProps<Value>): ReactNode {
  const change = (value: Value, isChosen: boolean): void => {
    const now = choices.filter((choice) => (choice === value ? isChosen : chosen.includes(choice)));
    onChange(now.length === 0 || now.length === choices.length ? undefined : now);
  };
  return (
    <fieldset className="cellFilterChecks">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice} className="cellFilterCheck">
          <input type="checkbox" checked={chosen.includes(choice)} onChange={(event) => { change(choice, event.target.checked); }} /> {nameOf(choice)}
        </label>
      ))}
    </fieldset>
  );
}
