import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CalledCells, ConfusionMatrix, SimulationSettings, TrueCompositions } from '#shared/differential/machineErrorInterval.ts';
import { beginCompositions, usualSimulation } from '#shared/differential/machineErrorInterval.ts';

/** Half a megabyte each: those of the cases last looked at. */
const mostKept = 12;
/** A simulation takes some seconds; in turns of this length nobody who asks for a cell's picture waits for it. */
const turnMs = 4;
const roundsAtOnce = 4;

interface Simulation {
  readonly subject: string;
  readonly done: Promise<TrueCompositions | undefined>;
  result?: { readonly compositions: TrueCompositions | undefined };
  /** Whether a report waits for it: it is not given up then. */
  isAwaited: boolean;
  /** Whether its end is told. */
  isTold: boolean;
  isGivenUp: boolean;
}

/**
 * Simulations of the machine's errors, done in the service's idle moments and kept by the counts they are of. A reviewing hand
 * changes the counts every second: of the simulations for one subject only the newest goes on, unless somebody waits for it.
 */
export class MachineErrorSimulations {
  readonly #settings: SimulationSettings;
  readonly #kept = new Map<string, Simulation>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(settings: SimulationSettings = usualSimulation) {
    this.#settings = settings;
  }

  /** What is known at once; `pending` where it was begun now or before, and `onDone` is told when it ends. */
  now(subject: string, cells: CalledCells, matrix: ConfusionMatrix, onDone: () => void): TrueCompositions | undefined | 'pending' {
    const simulation = this.#find(subject, cells, matrix);
    if (simulation.result) return simulation.result.compositions;
    if (!simulation.isTold) void simulation.done.then(() => { if (!simulation.isGivenUp) onDone(); });
    simulation.isTold = true;
    return 'pending';
  }

  /** The whole simulation, waited for. */
  async whole(subject: string, cells: CalledCells, matrix: ConfusionMatrix): Promise<TrueCompositions | undefined> {
    const simulation = this.#find(subject, cells, matrix);
    simulation.isAwaited = true;
    return simulation.done;
  }

  #find(subject: string, cells: CalledCells, matrix: ConfusionMatrix): Simulation {
    const key = keyOf(cells, matrix);
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    const simulation = known ?? this.#begin(subject, cells, matrix);
    this.#kept.set(key, simulation);
    for (const [oldest, { result }] of this.#kept) if (this.#kept.size > mostKept && result) this.#kept.delete(oldest);
    return simulation;
  }

  #begin(subject: string, cells: CalledCells, matrix: ConfusionMatrix): Simulation {
    for (const [key, other] of this.#kept) {
      if (other.subject !== subject || other.result || other.isAwaited) continue;
      other.isGivenUp = true;
      this.#kept.delete(key);
    }
    const simulation: Simulation = {
      subject, isAwaited: false, isTold: false, isGivenUp: false,
      // One after the other: two at once would only both be late.
      done: this.#last.then(async () => {
        const compositions = await this.#run(cells, matrix, () => simulation.isGivenUp);
        simulation.result = { compositions };
        return compositions;
      }),
    };
    this.#last = simulation.done;
    return simulation;
  }

  async #run(cells: CalledCells, matrix: ConfusionMatrix, isGivenUp: () => boolean): Promise<TrueCompositions | undefined> {
    const simulation = beginCompositions(cells, matrix, this.#settings);
    let turnEndsAt = 0;
    while (simulation && !isGivenUp() && !simulation.advance(roundsAtOnce)) {
      if (performance.now() < turnEndsAt) continue;
      await nextTurn();
      turnEndsAt = performance.now() + turnMs;
    }
    return simulation?.result;
  }
}

function keyOf({ called, named = [] }: CalledCells, matrix: ConfusionMatrix): string {
  const lines = [...Object.entries(called).filter(([, cells]) => cells > 0).map(([code, cells]) => `${code}=${String(cells)}`), ...named.map(({ code, machineCode = '', cells }) => `${code}<${machineCode}=${String(cells)}`)];
  return JSON.stringify([lines.sort(), matrix.source, matrix.rows]);
}
