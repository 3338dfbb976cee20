import { UsageError } from './usageError.ts';

/** What a user gave after a command's words, already checked against its form. */
export class GivenArguments {
  readonly operands: readonly string[];
  readonly #values: ReadonlyMap<string, string>;

  constructor(operands: readonly string[], values: ReadonlyMap<string, string>) {
    this.operands = operands;
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  text(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** The value of an option the form requires. */
  required(name: string): string {
    return this.#values.get(name) ?? '';
  }

  /** One of a few words. Throws `UsageError` that lists them. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw new UsageError(`${name} is ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}, not "${value}".`);
    return word;
  }

  /** A number between two ends, both allowed. Throws `UsageError`. */
  number(name: string, least: number, most: number): number | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : NaN;
    if (!(number >= least && number <= most)) throw new UsageError(`${name} is a number from ${String(least)} to ${String(most)}, not "${value}".`);
    return number;
  }

  /** A whole number between two ends, both allowed, in digits alone: "1.000" may mean a thousand. Throws `UsageError`. */
  wholeNumber(name: string, least: number, most: number): number | undefined {
    const number = this.number(name, least, most);
    if (number !== undefined && !/^-?\d+$/.test(this.required(name))) throw new UsageError(`${name} is a whole number, in digits alone, not "${this.required(name)}".`);
    return number;
  }
}
