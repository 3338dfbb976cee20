import type { WorkContext } from '#shared/jobs/progress.ts';

/** Shows several pieces of work, of known weights, as one: so that the time left is that of all of them. */
export class PartsProgress {
  readonly #context: WorkContext;
  readonly #stage: string;
  readonly #total: number;
  #done = 0;

  /** @param total of the weights of all parts */
  constructor(context: WorkContext, stage: string, total: number) {
    this.#context = context;
    this.#stage = stage;
    this.#total = total;
  }

  /** Does one part; what it reports is shown as a share of its weight. */
  async part<Result>(weight: number, work: (context: WorkContext) => Promise<Result>): Promise<Result> {
    const before = this.#done;
    const result = await work({ ...this.#context, report: ({ done, total }) => { this.#show(before + (total > 0 ? (weight * done) / total : 0)); } });
    this.#done = before + weight;
    this.#show(this.#done);
    return result;
  }

  #show(done: number): void {
    this.#context.report?.({ stage: this.#stage, done, total: this.#total });
  }
}
