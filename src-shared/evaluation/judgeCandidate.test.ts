import { describe, expect, it } from 'vitest';
import type { ClassCode } from '../taxonomy/cellClasses.ts';
import { seededRandom } from '../random/seededRandom.ts';
import { cannotName } from './cannotName.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';
import { fewestForSure, judgeCandidate } from './judgeCandidate.ts';

const cell = (truth: ClassCode, forcedCode: ClassCode, group: string): EvaluatedCell => ({ truth, forcedCode, code: forcedCode, probabilities: [1], group });
/** 80 cells, half neutrophils, of so many patients in turn; of each class the first so many are right. */
const said = (rightNeutrophils: number, rightLymphocytes: number, patients = 4): EvaluatedCell[] => [
  ...Array.from({ length: 40 }, (_, i) => cell('NGS', i < rightNeutrophils ? 'NGS' : 'NGB', `patient ${i % patients}`)),
  ...Array.from({ length: 40 }, (_, i) => cell('LYT', i < rightLymphocytes ? 'LYT' : 'BLA', `patient ${i % patients}`)),
];

describe('judgeCandidate', () => {
  it('gives no figure where too few cells, or cells of one case, were kept apart', () => {
    expect(judgeCandidate(said(10, 10).slice(0, 12), said(12, 10).slice(0, 12), 1)).toMatchObject({ verdict: 'cannotJudge', why: expect.stringContaining('12 cells of 4 cases') as string });
    const oneCase = (cells: EvaluatedCell[]) => cells.map((given) => ({ ...given, group: 'case 0' }));
    expect(judgeCandidate(oneCase(said(10, 10)), oneCase(said(20, 20)), 1).verdict).toBe('cannotJudge');
    expect(judgeCandidate([], [], 1)).toMatchObject({ verdict: 'cannotJudge' });
  });

  it('says better only where the gain shows patient by patient, in six patients at least', () => {
    const judged = judgeCandidate(said(16, 16, 8), said(38, 36, 8), 0.98);
    expect(judged).toMatchObject({ verdict: 'better', cells: 80, cases: 8, objections: [], suspicions: [] });
    expect(judgeCandidate(said(15, 15, 8), said(15, 15, 8), 0.98).verdict).toBe('notBetter');
    for (const patients of [2, fewestForSure - 1]) {
      const few = judgeCandidate(said(16, 16, patients), said(38, 36, patients), 0.98);
      expect(few).toMatchObject({ verdict: 'notBetter', objections: [] });
      expect(few).not.toHaveProperty('accuracy.difference.interval');
    }
    expect(judgeCandidate(said(16, 16, fewestForSure), said(38, 36, fewestForSure), 0.98).verdict).toBe('better');
    // All is gained in one patient of eight, who may be unlike the next.
    const inOne = (cells: EvaluatedCell[]) => cells.map((given) => (given.group === 'patient 0' ? given : { ...given, forcedCode: given.truth as ClassCode, code: given.truth as ClassCode }));
    expect(judgeCandidate(inOne(said(0, 0, 8)), inOne(said(40, 40, 8)), 0.98)).toMatchObject({ verdict: 'notBetter', accuracy: { current: 0.875, candidate: 1 } });
  });

  it('objects to one class named worse, however much the others gain, and to old knowledge lost', () => {
    const judged = judgeCandidate(said(36, 8), said(20, 40), 0.98);
    expect(judged).toMatchObject({ verdict: 'worse', suspicions: [], objections: [expect.stringMatching(/^NGS is named worse: F1 0\.67 instead of 0\.95, on 40 cells/) as string] });
    expect(judgeCandidate(said(16, 16), said(38, 38), 0.7)).toMatchObject({ verdict: 'worse', objections: [expect.stringContaining('70.0 % of drawn cells') as string] });
  });

  it('objects to a class that it can\'t name, whatever it gains in the others', () => {
    const lost = cannotName(['BLA', 'NGS', 'LYT', 'MON', 'UNK'], ['LYT', 'NGS', 'EOS']);
    expect(lost).toEqual(['It can\'t name BLA, MON, which are named now: it calls such cells something else, and is not judged by them.']);
    expect(judgeCandidate(said(16, 16, 8), said(38, 36, 8), 0.98, lost)).toMatchObject({ verdict: 'worse', objections: lost });
    expect(judgeCandidate(said(1, 1), said(1, 1).slice(0, 3), 1, lost)).toMatchObject({ verdict: 'cannotJudge', why: expect.stringContaining(lost[0]) as string });
    expect(cannotName(['NGS', 'UNK'], ['LYT', 'NGS'])).toEqual([]);
  });

  it('prints a share of drawn cells that fails as less than what is asked for, however near it is', () => {
    for (const [alike, printed] of [[97 / 108, '89.8 %'], [8999 / 10_000, '89.9 %'], [89 / 100, '89.0 %']] as const) {
      expect(judgeCandidate(said(16, 16), said(38, 38), alike)).toMatchObject({ verdict: 'worse', objections: [expect.stringContaining(`: ${printed} of drawn cells are called as before, and at least 90 % have to be.`) as string] });
    }
    expect(judgeCandidate(said(16, 16), said(38, 38), 90 / 100)).toMatchObject({ objections: [] });
  });

  it('tells of a loss on few cells, and calls it no verdict', () => {
    const judged = judgeCandidate(said(36, 30), said(32, 33), 0.98);
    expect(judged).toMatchObject({ verdict: 'notBetter', objections: [], suspicions: ['May be named worse, with too few cells to say: NGS.'] });
    expect(judged).toMatchObject({ classes: [{ code: 'NGS', isWorse: false, mayBeWorse: true }, { code: 'LYT', isWorse: false, mayBeWorse: false }] });
    expect(judgeCandidate(said(40, 40), said(39, 37), 1)).toMatchObject({ verdict: 'notBetter', suspicions: ['More cells were named wrongly, perhaps by chance: 5.0 % instead of 0.0 %.', 'Fewer cells were right, perhaps by chance: 95.0 % instead of 100.0 %.'] });
    expect(judgeCandidate(said(40, 40), said(40, 39), 1)).toMatchObject({ verdict: 'notBetter', suspicions: [] });
  });

  it('objects to more cells named wrongly, and to far fewer named, though as many would be right', () => {
    // Eight of 40 are wrong; the one model leaves these to the reader, the other names them.
    const careful = said(32, 32).map((given): EvaluatedCell => (given.truth === given.forcedCode ? given : { ...given, code: 'UNK' })), sure = said(32, 32);
    const judged = judgeCandidate(careful, sure, 1);
    expect(judged).toMatchObject({ verdict: 'worse', confidentErrors: { current: 0, candidate: 0.2 }, coverage: { current: 0.8, candidate: 1 }, objections: ['More cells are named wrongly: 20.0 % instead of 0.0 %.'] });
    expect(judgeCandidate(sure, careful, 1)).toMatchObject({ verdict: 'worse', objections: ['Fewer cells are named at all: 80.0 % instead of 100.0 %.'] });
    expect(judgeCandidate(careful, careful, 1)).toMatchObject({ verdict: 'notBetter', objections: [], suspicions: [] });
  });
});

describe('how often judgeCandidate is mistaken', () => {
  const codes = ['NGS', 'LYT', 'MON', 'EOS', 'BLA', 'MYB'] as const;
  interface Comparison { readonly patients: number; readonly cellsOfEach: number; /** Share right, 0 to 1, by class. */ readonly current: number; readonly candidate: (code: ClassCode) => number; /** By how much a patient shifts the candidate's share, one standard deviation. */ readonly betweenPatients?: number }

  /** Judges two models whose mistakes have half their causes in common, as often as asked; gives how often each verdict was said, and NGS called worse. */
  function judged(times: number, { patients, cellsOfEach, current, candidate, betweenPatients = 0 }: Comparison) {
    const verdicts = Array.from({ length: times }, (_, seed) => {
      const random = seededRandom(seed, patients, cellsOfEach), said: [EvaluatedCell[], EvaluatedCell[]] = [[], []];
      for (let patient = 0; patient < patients; patient++) {
        const shift = betweenPatients * random.normal();
        for (let i = 0; i < cellsOfEach; i++) {
          const truth = codes[i % codes.length], wrong = codes[(i + 1 + random.below(codes.length - 1)) % codes.length], hardness = random.uniform();
          said[0].push(cell(truth, hardness < current ? truth : wrong, `patient ${patient}`));
          said[1].push(cell(truth, (random.uniform() < 0.5 ? hardness : random.uniform()) < candidate(truth) + shift ? truth : wrong, `patient ${patient}`));
        }
      }
      return judgeCandidate(said[0], said[1], 1);
    });
    const share = (isSo: (each: (typeof verdicts)[number]) => boolean): number => verdicts.filter(isSo).length / times;
    return {
      better: share(({ verdict }) => verdict === 'better'), worse: share(({ verdict }) => verdict === 'worse'),
      neutrophilsWorse: share((each) => each.verdict !== 'cannotJudge' && each.classes.some(({ code, isWorse }) => code === 'NGS' && isWorse)),
    };
  }

  it('calls one of two equal models better, or worse, in one of twenty at most, from few patients and from many', () => {
    for (const patients of [2, 3, 6, 8, 12, 20]) {
      const { better, worse } = judged(150, { patients, cellsOfEach: 36, current: 0.8, candidate: () => 0.8 });
      expect({ patients, better: better <= 0.05, worse: worse <= 0.05 }).toEqual({ patients, better: true, worse: true });
    }
  });

  it('is mistaken about as seldom where the candidate is better for some patients and worse for others', () => {
    const { better, worse } = judged(150, { patients: 8, cellsOfEach: 60, current: 0.8, candidate: () => 0.8, betweenPatients: 0.07 });
    expect(better).toBeLessThanOrEqual(0.05);
    expect(worse).toBeLessThanOrEqual(0.08);
  });

  it('finds a fall of 15 points, of a class where 200 cells of it are judged, of all where 200 cells are', () => {
    expect(judged(60, { patients: 10, cellsOfEach: 120, current: 0.9, candidate: (code) => (code === 'NGS' ? 0.75 : 0.9) }).neutrophilsWorse).toBeGreaterThan(0.8);
    expect(judged(60, { patients: 4, cellsOfEach: 50, current: 0.9, candidate: () => 0.75 }).worse).toBeGreaterThan(0.8);
  });

  it('finds a gain of ten points in ten patients', () => {
    expect(judged(60, { patients: 10, cellsOfEach: 50, current: 0.75, candidate: () => 0.85 }).better).toBeGreaterThan(0.8);
  });
});
