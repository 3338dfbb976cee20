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
/** How far the ends move from seed to seed stands in `docs/validation.md`. */
export const usualSimulation: SimulationSettings = { seed: 20_260_101, draws: 4000, warmUp: 1000, apart: 3 };

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

/** What a row of the matrix weighs before its cells are seen, in cells named as the rows are on average: a class of few cells is read like the others until it shows otherwise. */
const rowPrior = 4;
/** The same of the share of a class that is named at all. */
const namingPrior = 2;
/** How much the expected mixture of the unnamed cells weighs, in cells of this slide: another slide's unnamed cells are mixed otherwise. */
const unnamedPrior = 20;
/** How likely it is, before its cells in the matrix are seen, that the machine hardly ever names a class: at most one of twenty. */
const blindPrior = 0.2;
const mostNamedOfBlind = 0.05;

/**
 * What the slide may truly hold, given what the machine called: draws from the posterior of the true composition.
 *
 * Named cells. Of those that the machine named, shares s_i are truly of class i, and one of class i was called j with probability t_ij, so
 * the counts called are multinomial with shares sum_i s_i t_ij. Row i of t is Dirichlet(m_i + 4 a_i): m_i are the matrix's named cells of
 * that class, a_i the reading of all classes together (right, or evenly any other). s is Dirichlet(1/2, ...), Jeffreys' choice. Draws by
 * Gibbs sampling: the cells called j are spread over the true classes in proportion to s_i t_ij; then s and t are drawn given that.
 *
 * Unnamed cells (UNK). How many there are says nothing of the named ones: a slide may be named more readily, or less, than those of the
 * matrix were. What they are lies somewhere between the mixture of the named cells and that mixture weighted by the odds with which the
 * matrix left each class unnamed; where between is drawn evenly. Around it the shares are Dirichlet with the weight of 20 cells.
 * Of a class that the machine hardly ever names (at most one of twenty: 0.2 before its cells in the matrix are seen, more or less by Bayes'
 * rule after that) its few named cells, or none, say nothing of how many are unnamed: where it is one, its share of the unnamed may be any.
 *
 * So it carries chance (few cells counted), misreading, cells left unnamed, and how little the matrix knows. Cells that a person has
 * named are of that class. Those that the machine called so enter s and t as they are. Of those that it had called otherwise, or not named,
 * nobody knows whether they came as they lay or were looked for: half of the draws take them for a sample of what the machine called
 * alike, and half for all that there was to find, of which the rest says nothing. Cells that the machine never saw (counted by eye, or
 * missed by it) are added to each draw.
 *
 * It assumes that named cells of this slide are misread as those of the matrix were, and that no cell is of a class that neither the
 * matrix has nor anything was called: a call the matrix has no row for is taken as right, so that it keeps its place in the denominator,
 * and gets no interval. Cells of which a person says that they can't be named stay so.
 * Undefined where no call of the machine is left that says anything: every cell in a column or UNK is named by a person.
 */
export function beginCompositions(cells: CalledCells, matrix: ConfusionMatrix, settings = usualSimulation): CompositionSimulation | undefined {
  const isChanged = ({ code, machineCode }: NamedCells): boolean => machineCode !== undefined && machineCode !== code;
  if (!cells.named?.some(isChanged)) return beginChain(cells, matrix, settings);
  const half = Math.ceil(settings.draws / 2);
  const asSample = beginChain(cells, matrix, { ...settings, draws: half });
  const asFound = beginChain({ ...cells, named: cells.named.map((by) => (isChanged(by) ? { code: by.code, cells: by.cells } : by)) }, matrix, { ...settings, draws: settings.draws - half });
  return asSample && asFound && inTurn(asSample, asFound);
}

/** Two simulations of the same classes, one after the other, as one. */
function inTurn(first: CompositionSimulation, second: CompositionSimulation): CompositionSimulation {
  const { codes, draws, takenAsRight } = first.result;
  const all = draws.map((drawn, i) => new Float64Array(drawn.length + second.result.draws[i].length));
  return {
    result: { codes, draws: all, takenAsRight },
    advance(rounds) {
      if (!first.advance(rounds) || !second.advance(rounds)) return false;
      all.forEach((both, i) => { both.set(draws[i]); both.set(second.result.draws[i], draws[i].length); });
      return true;
    },
  };
}

/** The simulation that takes the cells named by a person for a sample of those that the machine called alike. */
function beginChain({ called, named = [] }: CalledCells, matrix: ConfusionMatrix, settings: SimulationSettings): CompositionSimulation | undefined {
  const kept = matrix.trueCodes.map((_, i) => i).filter((i) => matrix.rows[i].some((cells) => cells > 0));
  const known = kept.map((i) => matrix.trueCodes[i]);
  const present = [...Object.entries(called), ...named.map(({ code, cells }) => [code, cells] as const)].filter(([, cells]) => cells > 0).map(([code]) => code);
  const unnamed = called['UNK'] ?? 0;
  const takenAsRight = [...new Set(present.filter((code) => !known.includes(code) && (code !== 'UNK' || named.some((by) => by.code === 'UNK'))))];
  const names = matrix.calledCodes.filter((code) => code !== 'UNK');
  const calledCodes = names.filter((code) => !takenAsRight.includes(code) && (called[code] ?? 0) > 0);
  if (known.length === 0 || (calledCodes.length === 0 && unnamed === 0)) return undefined;
  const codes = [...known, ...takenAsRight], unnameable = codes.indexOf('UNK');
  const counts = [...calledCodes, ...takenAsRight].map((code) => (code === 'UNK' ? 0 : called[code] ?? 0)), calls = counts.length;
  const random = randomSource(settings.seed);
  const cellsCalled = (i: number, code: string): number => matrix.rows[kept[i]][matrix.calledCodes.indexOf(code)] ?? 0;
  const namedCellsOf = (i: number): number => names.reduce((sum, code) => sum + cellsCalled(i, code), 0);
  const allNamedCells = known.reduce((sum, _, i) => sum + namedCellsOf(i), 0), allUnnamedCells = known.reduce((sum, _, i) => sum + cellsCalled(i, 'UNK'), 0);
  const rightShare = (known.reduce((sum, code, i) => sum + (names.includes(code) ? cellsCalled(i, code) : 0), 0) + 1) / (allNamedCells + 2);
  // A weight no gamma draw tells from zero keeps the calls taken as right apart from the others, both ways.
  const never = 1e-9;
  const ownWeight = (i: number, code: string): number => {
    const expected = !names.includes(known[i]) ? 1 / names.length : code === known[i] ? rightShare : (1 - rightShare) / Math.max(1, names.length - 1);
    return cellsCalled(i, code) + rowPrior * expected;
  };
  const notCalled = names.filter((code) => !calledCodes.includes(code));
  // Calls that no cell got stand together in one last column: parts of a Dirichlet taken together are one again.
  const prior = codes.map((_, i) => {
    const row = Float64Array.from(counts, (__, j) => {
      if (i >= known.length) return j === calledCodes.length + i - known.length ? 1 : never;
      return j >= calledCodes.length ? never : ownWeight(i, calledCodes[j]);
    });
    const rest = i < known.length ? notCalled.reduce((weight, code) => weight + ownWeight(i, code), 0) : 0;
    return Float64Array.of(...row, Math.max(never, rest));
  });
  const namingShare = (allNamedCells + 1) / (allNamedCells + allUnnamedCells + 2);
  const naming = codes.map((_, i) => {
    const [ofNamed, ofUnnamed] = i < known.length ? [namedCellsOf(i), cellsCalled(i, 'UNK')] : [0, 0];
    return Float64Array.of(ofNamed + namingPrior * namingShare, ofUnnamed + namingPrior * (1 - namingShare));
  });
  const certain = new Float64Array(codes.length).fill(0.5), neverSeen = new Float64Array(codes.length), foundAmongUnnamed = new Float64Array(codes.length);
  for (const { code, machineCode, cells } of named) {
    const i = codes.indexOf(code);
    (machineCode === undefined || i === unnameable ? neverSeen : machineCode === 'UNK' ? foundAmongUnnamed : certain)[i] += cells;
    if (i >= known.length || machineCode === undefined || !names.includes(machineCode)) continue;
    const j = calledCodes.indexOf(machineCode);
    prior[i][j < 0 ? calls : j] += cells;
  }
  if (unnameable >= 0) certain[unnameable] = never;
  const shares = new Float64Array(codes.length).fill(1 / codes.length);
  const misread = prior.map((weights) => { const row = new Float64Array(calls + 1); drawDirichlet(random, weights, row); return row; });
  const draws = codes.map(() => new Float64Array(settings.draws));
  const weights = new Float64Array(codes.length), cellsOfClass = new Float64Array(codes.length), all = new Float64Array(codes.length);
  const rowWeights = prior.map((row) => new Float64Array(row.length));
  const expected = new Float64Array(codes.length), mixture = new Float64Array(codes.length), namedAtAll = new Float64Array(2);
  const blind = known.map((_, i) => chanceOfBlind(namedCellsOf(i), cellsCalled(i, 'UNK'), namingPrior * namingShare, namingPrior * (1 - namingShare)));
  const isBlind = new Uint8Array(codes.length), parts = new Float64Array(codes.length + 1), partWeights = new Float64Array(codes.length + 1);
  /** Adds what the unnamed cells may be to `cellsOfClass`. */
  const spreadUnnamed = (): void => {
    let whole = 0;
    for (let i = 0; i < codes.length; i++) {
      isBlind[i] = i < known.length && random.uniform() < blind[i] ? 1 : 0;
      drawDirichlet(random, naming[i], namedAtAll);
      whole += expected[i] = i === unnameable || isBlind[i] === 1 ? 0 : (shares[i] * namedAtAll[1]) / Math.max(never, namedAtAll[0]);
    }
    const asMatrix = random.uniform();
    partWeights.fill(never);
    partWeights[codes.length] = 1;
    for (let i = 0; i < codes.length; i++) {
      if (isBlind[i] === 1) partWeights[i] = 1 + foundAmongUnnamed[i];
      else partWeights[codes.length] += foundAmongUnnamed[i];
      const share = asMatrix * (whole > 0 ? expected[i] / whole : 0) + (1 - asMatrix) * (i === unnameable || isBlind[i] === 1 ? 0 : shares[i]);
      expected[i] = Math.max(never, unnamedPrior * share) + (isBlind[i] === 1 ? 0 : foundAmongUnnamed[i]);
      cellsOfClass[i] += foundAmongUnnamed[i];
    }
    drawDirichlet(random, expected, mixture);
    if (isBlind.includes(1)) {
      drawDirichlet(random, partWeights, parts);
      for (let i = 0; i < codes.length; i++) mixture[i] = isBlind[i] === 1 ? parts[i] : parts[codes.length] * mixture[i];
    }
    spread(random, unnamed, mixture, (i, cells) => { cellsOfClass[i] += cells; });
  };
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
        spreadUnnamed();
        for (let i = 0; i < codes.length; i++) cellsOfClass[i] += neverSeen[i];
        drawDirichlet(random, cellsOfClass, all);
        for (let i = 0; i < codes.length; i++) draws[i][round / apart] = all[i];
      }
      return round >= allRounds;
    },
  };
}

/**
 * How likely it is that a class is one that is hardly ever named, by Bayes' rule from its cells in the matrix: the chance of so many named and
 * unnamed ones where the share named is anything up to one of twenty, beside where it is drawn from Beta(a, b).
 */
function chanceOfBlind(named: number, unnamed: number, a: number, b: number): number {
  const steps = 50;
  let asBlind = 0, asOthers = 1;
  for (let k = 0; k < steps; k++) {
    const share = ((k + 0.5) / steps) * mostNamedOfBlind;
    asBlind += share ** named * (1 - share) ** unnamed / steps;
  }
  for (let k = 0; k < named; k++) asOthers *= (a + k) / (a + b + k);
  for (let k = 0; k < unnamed; k++) asOthers *= (b + k) / (a + b + named + k);
  return (blindPrior * asBlind) / (blindPrior * asBlind + (1 - blindPrior) * asOthers);
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
