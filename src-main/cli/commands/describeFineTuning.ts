import type { ModelJudgement } from '#shared/contract/modelJudgement.ts';
import type { CandidateJudgement, FiguresAlone } from '#shared/evaluation/judgeCandidate.ts';
import { fewestForSure } from '#shared/evaluation/judgeCandidate.ts';
import { fewestToLearn, inWords } from '#main/service/fineTuning/cellsOfClasses.ts';
import type { FineTuningOutcome } from '#main/service/fineTuning/fineTuneFromFolder.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** What came of a fine-tuning, for a terminal. */
export function describeFineTuning({ card, cardPath, trainedCells, ofFewCells, heldOutCells, beside, inUse, judgement, skipped }: FineTuningOutcome): string {
  return [
    `${card.name}: learnt from ${trainedCells} cells, ${heldOutCells} ${heldOutCells === 1 ? 'was' : 'were'} kept apart.`,
    ...(ofFewCells.length > 0 ? [`Hardly learnt, from fewer than ${fewestToLearn} cells: ${inWords(ofFewCells)}.`] : []),
    ...(card.training.computedOn === undefined ? [] : [card.training.computedOn]),
    ...(judgement.agreement === undefined ? [] : [`Compared with ${beside.name} ${beside.version}, ${beside.sha256 === inUse.sha256 ? 'which names cells now' : `from which it was trained: ${inUse.name} ${inUse.version}, which names cells now, sees them at another size or scale`}.`]),
    ...describeJudgement(judgement),
    ...(skipped.length > 0 ? [`${skipped.length === 1 ? '1 picture or folder was' : `${skipped.length} pictures or folders were`} left out; the first: ${skipped[0].file}: ${skipped[0].reason}.`] : []),
    `Its card: ${cardPath}`,
    `It names no cells yet. To let it: models promote ${card.name} --by "YOUR NAME" --reason "WHY"`, '',
  ].join('\n');
}

/** How a model was judged before anybody promoted it, for a terminal. */
export function describeKeptJudgement({ judgedAt, beside: { name, version, sha256, experts }, judgement }: ModelJudgement): string[] {
  const withExperts = experts.length > 0 ? ` with ${experts.map((expert) => expert.name).join(', ')}` : '';
  return [
    judgement.agreement === undefined ? `Looked at on ${judgedAt}, on cells kept apart from its training.` : `Compared on ${judgedAt} with ${name} ${version}${withExperts} (SHA-256 ${sha256}), on cells kept apart from its training.`,
    ...describeJudgement(judgement),
  ];
}

function describeAlone({ cells, cases, accuracy, coverage, confidentErrors, classes }: FiguresAlone): string[] {
  return [
    `On ${cells} cells of ${cases} cases kept out of this training: ${percent(accuracy)} right; named at all: ${percent(coverage)}; named wrongly: ${percent(confidentErrors)}.`,
    ...classes.map(({ code, cells: support, f1 }) => `  ${code.padEnd(4)} ${String(support).padStart(4)} cells  F1 ${f1.toFixed(2)}`),
  ];
}

function describeJudgement(judgement: CandidateJudgement | ModelJudgement['judgement']): string[] {
  const drawn = judgement.agreement === undefined ? [] : [`Drawn cells called as before: ${percent(judgement.agreement)}.`];
  if (judgement.verdict === 'cannotJudge') return [`Cannot judge it: ${judgement.why}`, ...drawn, ...(judgement.alone ? describeAlone(judgement.alone) : [])];
  const { accuracy, coverage, confidentErrors, cells, cases, classes, objections, suspicions = [], verdict } = judgement, { interval } = accuracy.difference;
  return [
    `On ${cells} cells of ${cases} cases kept out of this training: ${percent(accuracy.candidate)} right, before ${percent(accuracy.current)}`
      + `${interval ? ` (difference ${percent(interval[0])} to ${percent(interval[1])})` : ''}.`,
    ...(coverage && confidentErrors ? [`Named at all: ${percent(coverage.candidate)}, before ${percent(coverage.current)}; named wrongly: ${percent(confidentErrors.candidate)}, before ${percent(confidentErrors.current)}.`] : []),
    ...classes.map(({ code, cells: support, current, candidate, isWorse, mayBeWorse }) => `  ${code.padEnd(4)} ${String(support).padStart(4)} cells  F1 ${current.toFixed(2)} -> ${candidate.toFixed(2)}${isWorse ? '  WORSE' : mayBeWorse ? '  may be worse' : ''}`),
    ...drawn,
    { better: 'It is better.', notBetter: `It is not surely better.${cases < fewestForSure ? ` A gain can be told from chance once ${fewestForSure} patients are kept apart.` : ''}`, worse: 'There is something against it:' }[verdict],
    ...objections.map((objection) => `  ${objection}`),
    ...(suspicions.length > 0 ? ['To look at; it may be chance:', ...suspicions.map((suspicion) => `  ${suspicion}`)] : []),
  ];
}
