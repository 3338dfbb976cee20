import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ProviderName } from '#main/inference/modelRunner.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { createTrainer } from '../trainer/trainer.ts';

/** How a device stands, as it is kept beside a training that may be interrupted. */
export interface DeviceStanding {
  readonly provider: ProviderName;
  /** Into so many parts a batch is divided. */
  readonly parts: number;
  /** What went otherwise than was asked for, in sentences. */
  readonly said: readonly string[];
  /** The same of before, when it was stopped and another device was asked for. */
  readonly earlier?: readonly string[];
  /** Whether something was computed on this provider, and not only tried. */
  readonly hasComputed?: boolean;
  /** Whether it is the processor because no graphics card could be had: a training that goes on looks for one again. */
  readonly isWithoutCard?: boolean;
  /** What runs on it for the first time just now: a driver that ends the process leaves this as its last word. */
  readonly trying?: 'network' | 'batch';
}

export interface DeviceOptions {
  /** Whether the processor is taken where it is faster. */
  readonly mustBeFast?: boolean;
  /** Told each time that it stands otherwise. */
  readonly keep?: (standing: DeviceStanding) => Promise<void>;
  /** Loads networks and training steps; tests put their own in place. */
  readonly load?: { readonly runner: typeof createRunner; readonly trainer: typeof createTrainer };
}

/** A part of a batch below this size is not tried: a graphics card that can't hold it is too small for the network. */
export const fewestAtOnce = 8;

export const deviceNames: Readonly<Record<ProviderName, string>> = { cpu: 'the processor', cuda: 'the graphics card (CUDA)', dml: 'the graphics card (DirectML)', webgpu: 'the graphics card (WebGPU)' };

/**
 * What a training computes on. It begins on a provider and only ever steps down: smaller parts of a batch, then the processor. Each step
 * down is a sentence in `said`, for whoever watches and for the card.
 */
export class ComputingDevice {
  readonly load: NonNullable<DeviceOptions['load']>;
  readonly mustBeFast: boolean;
  /** Whether a step of this training gave on it what it gives on the processor. */
  isCompared = false;
  readonly #keep: DeviceOptions['keep'];
  #standing: DeviceStanding;

  constructor(standing: ProviderName | DeviceStanding, { mustBeFast = false, keep, load = { runner: createRunner, trainer: createTrainer } }: DeviceOptions = {}) {
    this.#standing = typeof standing === 'string' ? { provider: standing, parts: 1, said: [] } : standing;
    this.mustBeFast = mustBeFast;
    this.#keep = keep;
    this.load = load;
  }

  get provider(): ProviderName { return this.#standing.provider; }
  get parts(): number { return this.#standing.parts; }
  get said(): readonly string[] { return this.#standing.said; }
  get isProcessor(): boolean { return this.provider === 'cpu'; }

  /** What stands behind a stage of progress; nothing where all is as usual. */
  get aside(): string {
    if (!this.isProcessor) return `; on ${deviceNames[this.provider]}${this.parts > 1 ? `, each batch in ${this.parts} parts` : ''}`;
    return this.said.length === 0 ? '' : `; on ${deviceNames.cpu} instead of the graphics card`;
  }

  /** What it computed on, in sentences; undefined where that was the processor as usual. */
  inWords(): string | undefined {
    const sentences = [...this.#standing.earlier ?? [], ...this.said];
    if (this.isProcessor && sentences.length === 0) return undefined;
    return [...sentences, `At the end it computed on ${deviceNames[this.provider]}.`].join(' ');
  }

  /** Loads a network or a training, with a note of it while the driver is called: see `firstRun`. */
  async firstLoad<T>(trying: NonNullable<DeviceStanding['trying']>, call: () => Promise<T>): Promise<T> {
    return this.#noted(trying, call, this.#standing.hasComputed);
  }

  /**
   * Calls into the driver for what it has not done before, with a note of it while the call lasts. Only a process that ends within leaves
   * the note: by its driver, or, which can't be told apart, killed from outside. Of the processor nothing is noted but that it has computed.
   */
  async firstRun<T>(trying: NonNullable<DeviceStanding['trying']>, call: () => Promise<T>): Promise<T> {
    return this.#noted(trying, call, true);
  }

  /** Takes smaller parts of a batch; the processor, where these would be fewer than `fewestAtOnce` cells. */
  async stepDown(batch: number, reason: string): Promise<void> {
    const { provider, parts, said } = this.#standing;
    const next = Array.from({ length: batch }, (_, i) => i + 1).find((more) => more >= 2 * parts && batch % more === 0 && batch / more >= fewestAtOnce);
    if (next === undefined) return this.toProcessor(`could not train ${batch / parts} cells at once: ${reason}`);
    return this.#change({ parts: next, said: [...said, `${capital(deviceNames[provider])} could not train ${batch / parts} cells at once: ${reason}. It went on with ${batch / next} at once.`] });
  }

  /** @param what it did: "failed", "is slower" */
  async toProcessor(what: string): Promise<void> {
    const { provider, said } = this.#standing;
    return this.#change({ provider: 'cpu', parts: 1, hasComputed: undefined, said: [...said, `${capital(deviceNames[provider])} ${what}. It went on on ${deviceNames.cpu}.`] });
  }

  async #noted<T>(trying: NonNullable<DeviceStanding['trying']>, call: () => Promise<T>, hasComputed: boolean | undefined): Promise<T> {
    if (this.isProcessor) {
      const given = await call();
      if (hasComputed && !this.#standing.hasComputed) await this.#change({ hasComputed });
      return given;
    }
    await this.#change({ trying });
    let after: Partial<DeviceStanding> = {};
    try {
      const given = await call();
      after = { hasComputed };
      return given;
    } finally {
      await this.#change(after);
    }
  }

  /** Whatever changes, nothing is tried any more. */
  async #change(changes: Partial<DeviceStanding>): Promise<void> {
    this.#standing = { ...this.#standing, trying: undefined, ...changes };
    await this.#keep?.(this.#standing);
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Whether this ends the work wherever it is computed: a Stop, a disk that takes no note. A device is not to be blamed for it. */
export const endsTheWork = (cause: unknown): boolean => cause instanceof MyeloscopeError && ['cancelled', 'disk-full', 'not-permitted', 'not-found'].includes(cause.code);

/** The runtime's messages are long and name its source files: their beginning tells what it was. */
export function briefReason(cause: unknown): string {
  const [line] = (cause instanceof Error ? cause.message : String(cause)).trim().split('\n');
  const brief = line.length > 160 ? `${line.slice(0, 160)}…` : line;
  return brief.replace(/[.\s]+$/u, '');
}
