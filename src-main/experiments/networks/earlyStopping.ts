import type { ParameterSet } from '#main/training/layers/layerBuilder.ts';
import type { Checkpoint } from '#main/training/trainer/checkpoint.ts';

/** When a training ends before its last epoch. */
export interface EarlyStopping {
  /** How good the network is on pictures that it does not learn from; the higher the better. */
  readonly judge: (parameters: ParameterSet) => Promise<number>;
  /** Epochs in a row that may pass without a better one. */
  readonly patience: number;
}

const prefix = 'best:';

/** The best epoch of a training so far, and its parameters. */
export class BestSoFar {
  readonly #stopping: EarlyStopping;
  #score = -Infinity;
  #epoch = 0;
  #parameters: ParameterSet | undefined;

  constructor(stopping: EarlyStopping) {
    this.#stopping = stopping;
  }

  /** Whether so many epochs have passed since the best that the next is not begun. */
  isPast(epoch: number): boolean {
    return this.#parameters !== undefined && epoch - this.#epoch > this.#stopping.patience;
  }

  async judge(parameters: ParameterSet, epoch: number): Promise<void> {
    const score = await this.#stopping.judge(parameters);
    if (this.#parameters && !(score > this.#score)) return;
    this.#score = score;
    this.#epoch = epoch;
    this.#parameters = parameters;
  }

  /** Undefined before the first epoch. */
  parameters(): ParameterSet | undefined {
    return this.#parameters;
  }

  /** What a checkpoint keeps of it. */
  tensors(): ParameterSet {
    return new Map([...this.#parameters ?? []].map(([name, values]) => [prefix + name, values]));
  }
  notes(): Readonly<Record<string, unknown>> {
    return { bestScore: this.#score, bestEpoch: this.#epoch };
  }

  restore({ notes, tensors }: Checkpoint): void {
    this.#score = Number(notes.bestScore);
    this.#epoch = Number(notes.bestEpoch);
    this.#parameters = new Map([...tensors].flatMap(([name, values]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), values]] : [])));
  }
}
