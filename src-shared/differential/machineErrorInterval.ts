import { drawDirichlet, randomSource } from './randomSource.ts';
import type { RandomSource } from './randomSource.ts';

/**
 * What a model called the cells of each true class, on cells it was not trained on: `rows[i][j]` cells of `trueCodes[i]`
 * were called `calledCodes[j]`. Called as the product shows it, so UNK is a column.
 */
export interface ConfusionMatrix {
  readonly trueCodes: readonly string[];
  readonly calledCodes: readonly string[];
  readonly rows: readonly (readonly number[])[];
  /** For people: "grouped five-fold cross-validation on 404 marrow cells". */
  readonly source: string;
}

/** `draws` are kept; of the rounds after `warmUp` every `apart`-th, since neighbouring ones have much to do with each other. */
export interface SimulationSettings { readonly seed: number; readonly draws: number; readonly warmUp: number; readonly apart?: number }
/** With half the cells unnamed an end far from the percentage still moves by up to three percent points (standard deviation) from seed to seed: `docs/validation.md`. */
export const usualSimulation: SimulationSettings = { seed: 20_260_101, draws: 4000, warmUp: 1000, apart: 5 };

/** Drawn true compositions, one class after the other: `draws[class][draw]`, shares of all cells called. */
export interface TrueCompositions {
  readonly codes: readonly string[];
  readonly draws: readonly Float64Array[];
  /** Codes the matrix has no row for: in the denominator, without an interval of their own. */
  readonly takenAsRight: readonly string[];
}

/** A called class spreads over the true ones it may be: a multinomial draw by binomials in turn. */
function spread(random: RandomSource, cells: number, weights: Float64Array, add: (place: number, drawn: number) => void): void {
  let weightLeft = 0;
  for (const weight of weights) weightLeft += weight;
  let cellsLeft = cells;
  for (let i = 0; i < weights.length && cellsLeft > 0; i++) {
    const share = weightLeft > 0 ? Math.min(1, weights[i] / weightLeft) : 1;
    const drawn = i === weights.length - 1 ? cellsLeft : random.binomial(cellsLeft, share);
    if (drawn > 0) add(i, drawn);
    cellsLeft -= drawn;
    weightLeft -= weights[i];
  }
}

/** Cells that a person has named alike: what the machine had called them, absent where it never saw them. */
export interface NamedCells { readonly code: string; readonly machineCode?: string; readonly cells: number }

/** Cells that only the machine has called, by class code, and those that a person has named. */
export interface CalledCells { readonly called: Readonly<Record<string, number>>; readonly named?: readonly NamedCells[] }

/** A simulation that can be done in parts, so that a service answers in between. */
export interface CompositionSimulation {
  /** Does up to so many rounds; true once all are done. */
  advance(rounds: number): boolean;
  readonly result: TrueCompositions;
}

/**
 * What the slide may truly hold, given what the machine called: draws from the posterior of the true composition.
 *
 * Model. The slide's cells are of true classes i with shares p_i; a cell of class i is called j with probability t_ij, so the
 * counts called are multinomial with shares sum_i p_i t_ij. The matrix m says what t is: row i of t is Dirichlet(m_i + 1/J), J
 * the number of calls (a weight of one cell in all, where nothing is known). p is Dirichlet(1/2, ...), Jeffreys' choice.
 * Draws by Gibbs sampling: the cells called j are spread over the true classes in proportion to p_i t_ij; then p and the rows
 * of t are drawn given that spread. So it carries chance (few cells counted), misreading, and how little the matrix knows.
 * Cells that a person has named are of that class, and show how the machine reads this very slide: they enter p and t as they
 * are. So it does not matter that people look at some calls before others. Cells that the machine never saw (counted by eye, or
 * missed by it) say nothing of how it reads, and need not be mixed as the others are: they are added to each draw of the others.
 *
 * It assumes that the cells of this slide are misread as those of the matrix were, and that no cell is of a class the matrix
 * does not have, but for those called so: a call the matrix has no row for is taken as right, so that it keeps its place in the
 * denominator, and gets no interval. UNK that is no column, or that a person gave, is left out.
 * Undefined where no cell that only the machine called stands in a column.
 */
export function beginCompositions({ called, named = [] }: CalledCells, matrix: ConfusionMatrix, settings = usualSimulation): CompositionSimulation | undefined {
  const kept = matrix.trueCodes.map((_, i) => i).filter((i) => matrix.rows[i].some((cells) => cells > 0));
  const known = kept.map((i) => matrix.trueCodes[i]);
  const present = [...Object.entries(called), ...named.map(({ code, cells }) => [code, cells] as const)].filter(([, cells]) => cells > 0).map(([code]) => code);
  const takenAsRight = [...new Set(present)].filter((code) => code !== 'UNK' && !known.includes(code));
  const calledCodes = matrix.calledCodes.filter((code) => !takenAsRight.includes(code) && (called[code] ?? 0) > 0);
  if (known.length === 0 || calledCodes.length === 0) return undefined;
  const counts = [...calledCodes, ...takenAsRight].map((code) => called[code] ?? 0);
  const codes = [...known, ...takenAsRight];
  const calls = counts.length;
  const random = randomSource(settings.seed);
  // A weight no gamma draw tells from zero keeps the calls taken as right apart from the others, both ways.
  const never = 1e-9;
  const ownWeight = (i: number, code: string): number => matrix.rows[kept[i]][matrix.calledCodes.indexOf(code)] + 1 / matrix.calledCodes.length;
  const notCalled = matrix.calledCodes.filter((code) => !calledCodes.includes(code));
  // Calls that no cell got stand together in one last column: parts of a Dirichlet taken together are one again.
  const prior = codes.map((_, i) => {
    const row = Float64Array.from(counts, (__, j) => {
      if (i >= known.length) return j === calledCodes.length + i - known.length ? 1 : never;
      return j >= calledCodes.length ? never : ownWeight(i, calledCodes[j]);
    });
    const rest = i < known.length ? notCalled.reduce((weight, code) => weight + ownWeight(i, code), 0) : 0;
    return Float64Array.of(...row, Math.max(never, rest));
  });
  const certain = new Float64Array(codes.length).fill(0.5);
  const neverSeen = new Float64Array(codes.length);
  for (const { code, machineCode, cells } of named) {
    const i = codes.indexOf(code);
    if (i < 0) continue;
    (machineCode === undefined ? neverSeen : certain)[i] += cells;
    if (i >= known.length || machineCode === undefined || !matrix.calledCodes.includes(machineCode)) continue;
    const j = calledCodes.indexOf(machineCode);
    prior[i][j < 0 ? calls : j] += cells;
  }
  const shares = new Float64Array(codes.length).fill(1 / codes.length);
  const misread = prior.map((weights) => { const row = new Float64Array(calls + 1); drawDirichlet(random, weights, row); return row; });
  const draws = codes.map(() => new Float64Array(settings.draws));
  const weights = new Float64Array(codes.length);
  const cellsOfClass = new Float64Array(codes.length);
  const withNeverSeen = neverSeen.some((cells) => cells > 0);
  const all = withNeverSeen ? new Float64Array(codes.length) : shares;
  const rowWeights = prior.map((row) => new Float64Array(row.length));
  const { apart = 1 } = settings, allRounds = settings.draws * apart;
  let round = -settings.warmUp;
  return {
    result: { codes, draws, takenAsRight },
    advance(rounds) {
      for (const end = Math.min(allRounds, round + rounds); round < end; round++) {
        cellsOfClass.set(certain);
        rowWeights.forEach((row, i) => { row.set(prior[i]); });
        for (let j = 0; j < calls; j++) {
          for (let i = 0; i < weights.length; i++) weights[i] = shares[i] * misread[i][j];
          spread(random, counts[j], weights, (i, cells) => { cellsOfClass[i] += cells; rowWeights[i][j] += cells; });
        }
        drawDirichlet(random, cellsOfClass, shares);
        for (let i = 0; i < codes.length; i++) drawDirichlet(random, rowWeights[i], misread[i]);
        if (round < 0 || round % apart > 0) continue;
        if (withNeverSeen) {
          for (let i = 0; i < codes.length; i++) cellsOfClass[i] += neverSeen[i];
          drawDirichlet(random, cellsOfClass, all);
        }
        for (let i = 0; i < codes.length; i++) draws[i][round / apart] = all[i];
      }
      return round >= allRounds;
    },
  };
}

/** `beginCompositions`, done to its end. */
export function trueCompositions(cells: CalledCells, matrix: ConfusionMatrix, settings = usualSimulation): TrueCompositions | undefined {
  const simulation = beginCompositions(cells, matrix, settings);
  simulation?.advance(Infinity);
  return simulation?.result;
}

/** Intervals that were asked for before: sorting thousands of draws for each row of a table takes longer than all else in it. */
const askedBefore = new WeakMap<TrueCompositions, Map<string, Float64Array | undefined>>();

/** The share of `classes` in `classes` and `others` together, at each draw, rising; undefined where nothing is known of the classes. */
function drawnShares(compositions: TrueCompositions, classes: readonly string[], among: readonly string[]): Float64Array | undefined {
  if (classes.every((code) => !compositions.codes.includes(code) || compositions.takenAsRight.includes(code))) return undefined;
  const drawsOf = (codes: readonly string[]): readonly Float64Array[] => compositions.codes.flatMap((code, i) => (codes.includes(code) ? [compositions.draws[i]] : []));
  const wanted = drawsOf(classes);
  const all = drawsOf(among);
  const shares = new Float64Array(compositions.draws[0].length);
  for (let round = 0; round < shares.length; round++) {
    let part = 0;
    let whole = 0;
    for (const draws of wanted) part += draws[round];
    for (const draws of all) whole += draws[round];
    shares[round] = whole > 0 ? part / whole : 0;
  }
  return shares.sort();
}

/**
 * The 95 % interval, as shares, of the true percentage of `classes` among `denominator` (codes). An end below half a tenth of
 * a percent counts as none at all, so that a class which is not there lies inside its interval.
 * Undefined where the matrix has none of the classes: the model never met them, so nothing is known.
 */
export function machineErrorInterval(compositions: TrueCompositions, classes: readonly string[], denominator: readonly string[]): { lower: number; upper: number } | undefined {
  const key = `${classes.join()}/${denominator.join()}`;
  const asked = askedBefore.get(compositions) ?? new Map<string, Float64Array | undefined>();
  askedBefore.set(compositions, asked);
  const ends = asked.has(key) ? asked.get(key) : endsOf(drawnShares(compositions, classes, denominator));
  asked.set(key, ends);
  if (!ends) return undefined;
  const [lower, upper] = ends;
  return { lower: lower < 0.0005 ? 0 : lower, upper: upper > 0.9995 ? 1 : upper };
}

function endsOf(shares: Float64Array | undefined): Float64Array | undefined {
  return shares && Float64Array.of(shares[Math.floor(0.025 * shares.length)], shares[Math.min(shares.length - 1, Math.ceil(0.975 * shares.length) - 1)]);
}
