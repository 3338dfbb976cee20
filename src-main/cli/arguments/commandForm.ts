/** An option of a command. Without `value` it is a switch; with it, the word that stands for its value in the help. */
export interface OptionForm {
  readonly name: `--${string}`;
  readonly value?: string;
  readonly meaning: string;
  readonly required?: boolean;
}

/** What a command takes, and what its help says. */
export interface CommandForm {
  /** The words after `myeloscope`. */
  readonly words: readonly string[];
  readonly summary: string;
  /** What stands after the words besides options, as the help shows it; absent where nothing may. */
  readonly operands?: { readonly name: string; readonly meaning: string; readonly least: number; readonly most: number };
  readonly options: readonly OptionForm[];
  /** More for the help, one paragraph each. */
  readonly notes?: readonly string[];
}

/** Options that every command takes. */
export const commonOptions: readonly OptionForm[] = [
  { name: '--progress', meaning: 'shows progress even where messages do not go to a terminal' },
  { name: '--help', meaning: 'shows this' },
];
