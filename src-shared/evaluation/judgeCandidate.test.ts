import { describe, expect, it } from 'vitest';
import type { ClassCode } from '../taxonomy/cellClasses.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';
import { judgeCandidate } from './judgeCandidate.ts';

const cell = (truth: ClassCode, forcedCode: ClassCode, group: string): EvaluatedCell => ({ truth, forcedCode, code: forcedCode, probabilities: [1], group });
/** 40 cells of four cases, half neutrophils; of each class the first so many are right. */
const said = (rightNeutrophils: number, rightLymphocytes: number): EvaluatedCell[] => [
  ...Array.from({ length: 20 }, (_, i) => cell('NGS', i < rightNeutrophils ? 'NGS' : 'NGB', `case ${i % 4}`)),
  ...Array.from({ length: 20 }, (_, i) => cell('LYT', i < rightLymphocytes ? 'LYT' : 'BLA', `case ${i % 4}`)),
];

describe('judgeCandidate', () => {
  it('gives no figure where too few cells, or cells of one case, were kept apart', () => {
    expect(judgeCandidate(said(10, 10).slice(0, 12), said(12, 10).slice(0, 12), 1)).toMatchObject({ verdict: 'cannotJudge', why: expect.stringContaining('12 cells of 4 cases') as string });
    const oneCase = (cells: EvaluatedCell[]) => cells.map((given) => ({ ...given, group: 'case 0' }));
    expect(judgeCandidate(oneCase(said(10, 10)), oneCase(said(20, 20)), 1).verdict).toBe('cannotJudge');
    expect(judgeCandidate([], [], 1)).toMatchObject({ verdict: 'cannotJudge' });
  });

  it('says better only where the difference is no chance', () => {
    const judged = judgeCandidate(said(8, 8), said(19, 18), 0.98);
    expect(judged).toMatchObject({ verdict: 'better', cells: 40, cases: 4, objections: [] });
    expect(judgeCandidate(said(15, 15), said(15, 15), 0.98).verdict).toBe('notBetter');
  });

  it('objects to one class named worse, however much the others gain, and to old knowledge lost', () => {
    const judged = judgeCandidate(said(18, 4), said(10, 20), 0.98);
    expect(judged).toMatchObject({ verdict: 'worse', objections: [expect.stringMatching(/^NGS is named worse: F1 0\.67 instead of 0\.95, on 20 cells/) as string] });
    expect(judgeCandidate(said(8, 8), said(19, 19), 0.7)).toMatchObject({ verdict: 'worse', objections: [expect.stringContaining('70 % of drawn cells') as string] });
  });

  it('objects to more cells named wrongly, and to far fewer named, though as many would be right', () => {
    // Four of 20 are wrong; the one model leaves these to the reader, the other names them.
    const careful = said(16, 16).map((given): EvaluatedCell => (given.truth === given.forcedCode ? given : { ...given, code: 'UNK' })), sure = said(16, 16);
    const judged = judgeCandidate(careful, sure, 1);
    expect(judged).toMatchObject({ verdict: 'worse', confidentErrors: { current: 0, candidate: 0.2 }, coverage: { current: 0.8, candidate: 1 }, objections: ['More cells are named wrongly: 20.0 % instead of 0.0 %.'] });
    expect(judgeCandidate(sure, careful, 1)).toMatchObject({ verdict: 'worse', objections: ['Fewer cells are named at all: 80.0 % instead of 100.0 %.'] });
    expect(judgeCandidate(careful, careful, 1)).toMatchObject({ verdict: 'notBetter', objections: [] });
  });

  it('objects to a rise of two in a hundred that may be chance only where there are cells enough', () => {
    const oneMore = (cells: EvaluatedCell[]) => cells.map((given, i): EvaluatedCell => (i === 0 ? { ...given, forcedCode: 'NGB', code: 'NGB' } : given));
    const unnamed = (cells: EvaluatedCell[]) => cells.map((given, i): EvaluatedCell => (i === 0 ? { ...given, forcedCode: 'NGB', code: 'UNK' } : given));
    const many = [...said(20, 20), ...said(20, 20)].slice(0, 48);
    expect(judgeCandidate(unnamed(many), oneMore(many), 1).verdict).toBe('notBetter');
    const sixty = [...said(20, 20), ...said(20, 20)].slice(0, 60);
    const two = (code: 'NGB' | 'UNK') => sixty.map((given, i): EvaluatedCell => (i < 2 ? { ...given, forcedCode: 'NGB', code, group: 'case 0' } : { ...given, group: i < 4 ? 'case 1' : given.group }));
    expect(judgeCandidate(two('UNK'), two('NGB'), 1)).toMatchObject({ verdict: 'worse', objections: [expect.stringContaining('3.3 % instead of 0.0 %') as string] });
  });
});
