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

export interface SimulationSettings { readonly seed: number; readonly draws: number; readonly warmUp: number }
export const usualSimulation: SimulationSettings = { seed: 20_260_101, draws: 4000, warmUp: 400 };

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

/**
 * What the slide may truly hold, given what the machine called: draws from the posterior of the true composition.
 *
 * Model. The slide's cells are of true classes i with shares p_i; a cell of class i is called j with probability t_ij, so the
 * counts called are multinomial with shares sum_i p_i t_ij. The matrix m says what t is: row i of t is Dirichlet(m_i + 1/J), J
 * the number of calls (a weight of one cell in all, where nothing is known). p is Dirichlet(1/2, ...), Jeffreys' choice.
 * Draws by Gibbs sampling: the cells called j are spread over the true classes in proportion to p_i t_ij; then p and the rows
 * of t are drawn given that spread. So it carries chance (few cells counted), misreading, and how little the matrix knows.
 *
 * It assumes that the cells of this slide are misread as those of the matrix were, and that no cell is of a class the matrix
 * does not have, but for those called so: a call the matrix has no row for (a person's, for a class the model never met) is
 * taken as right, so that it keeps its place in the denominator, and gets no interval. UNK that is no column is left out.
 * Undefined where no called cell stands in a column.
 */
export function trueCompositions(called: Readonly<Record<string, number>>, matrix: ConfusionMatrix, settings = usualSimulation): TrueCompositions | undefined {
  const kept = matrix.trueCodes.map((_, i) => i).filter((i) => matrix.rows[i].some((cells) => cells > 0));
  const known = kept.map((i) => matrix.trueCodes[i]);
  const takenAsRight = Object.keys(called).filter((code) => called[code] > 0 && code !== 'UNK' && !known.includes(code));
  const calledCodes = matrix.calledCodes.filter((code) => !takenAsRight.includes(code));
  const counts = [...calledCodes, ...takenAsRight].map((code) => called[code] ?? 0);
  if (known.length === 0 || calledCodes.every((code) => (called[code] ?? 0) === 0)) return undefined;
  const codes = [...known, ...takenAsRight];
  const calls = counts.length;
  const random = randomSource(settings.seed);
  // A weight no gamma draw tells from zero keeps the calls taken as right apart from the others, both ways.
  const never = 1e-9;
  const prior = codes.map((_, i) => Float64Array.from(counts, (__, j) => {
    if (i >= known.length) return j === calledCodes.length + i - known.length ? 1 : never;
    return j >= calledCodes.length ? never : matrix.rows[kept[i]][matrix.calledCodes.indexOf(calledCodes[j])] + 1 / calledCodes.length;
  }));
  const shares = new Float64Array(codes.length).fill(1 / codes.length);
  const misread = prior.map((weights) => { const row = new Float64Array(calls); drawDirichlet(random, weights, row); return row; });
  const draws = codes.map(() => new Float64Array(settings.draws));
  const weights = new Float64Array(codes.length);
  const cellsOfClass = new Float64Array(codes.length);
  const rowWeights = prior.map((row) => new Float64Array(row.length));
  for (let round = -settings.warmUp; round < settings.draws; round++) {
    cellsOfClass.fill(0.5);
    rowWeights.forEach((row, i) => { row.set(prior[i]); });
    for (let j = 0; j < calls; j++) {
      for (let i = 0; i < weights.length; i++) weights[i] = shares[i] * misread[i][j];
      spread(random, counts[j], weights, (i, cells) => { cellsOfClass[i] += cells; rowWeights[i][j] += cells; });
    }
    drawDirichlet(random, cellsOfClass, shares);
    for (let i = 0; i < codes.length; i++) drawDirichlet(random, rowWeights[i], misread[i]);
    if (round >= 0) for (let i = 0; i < codes.length; i++) draws[i][round] = shares[i];
  }
  return { codes, draws, takenAsRight };
}

/**
 * The 95 % interval, as shares, of the true percentage of `classes` among `denominator` (codes). An end below half a tenth of
 * a percent counts as none at all, so that a class which is not there lies inside its interval.
 * Undefined where the matrix has none of the classes: the model never met them, so nothing is known.
 */
export function machineErrorInterval(compositions: TrueCompositions, classes: readonly string[], denominator: readonly string[]): { lower: number; upper: number } | undefined {
  const places = (codes: readonly string[]): number[] => compositions.codes.flatMap((code, i) => (codes.includes(code) ? [i] : []));
  const wanted = places(classes);
  if (classes.every((code) => !compositions.codes.includes(code) || compositions.takenAsRight.includes(code))) return undefined;
  const among = places(denominator);
  const rounds = compositions.draws[0].length;
  const shares = new Float64Array(rounds);
  for (let round = 0; round < rounds; round++) {
    const sum = (of: readonly number[]): number => of.reduce((share, i) => share + compositions.draws[i][round], 0);
    const whole = sum(among);
    shares[round] = whole > 0 ? sum(wanted) / whole : 0;
  }
  shares.sort();
  const lower = shares[Math.floor(0.025 * rounds)];
  const upper = shares[Math.min(rounds - 1, Math.ceil(0.975 * rounds) - 1)];
  return { lower: lower < 0.0005 ? 0 : lower, upper: upper > 0.9995 ? 1 : upper };
}
