import type { ModelStanding } from '#main/service/registry/standingInLibrary.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { describeKeptJudgement } from './describeFineTuning.ts';
import { describePromotion } from './describeModelList.ts';

const list = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)]);

/** A model's card for a terminal, with how it was judged before anybody promoted it. */
export function describeModelCard(card: ModelCard, standing?: ModelStanding): string {
  const { name, version, kind, summary, sha256, licence, training, figures, doubts } = card;
  return [
    `${name} ${version} (${kind})`, summary, `SHA-256 ${sha256}; licence ${licence}`,
    ...('classes' in card ? list('Names', [card.classes.join(' '), ...(card.drawnOnlyClasses.length > 0 ? [`learnt from drawn cells only: ${card.drawnOnlyClasses.join(' ')}`] : [])]) : []),
    ...('calibration' in card ? list('Calibration', [card.calibration.uncalibrated ? 'none: its probabilities were never measured, and are shown nowhere' : `on ${card.calibration.on}; cannot be named below ${card.calibration.unknownBelow}`, ...(card.calibration.notRuledOut ?? []).map(({ code, from }) => `a cell that may be ${code} (from ${String(from)}) is named so or not at all`)]) : []),
    ...list('Made from', [...training.pictures.map((pictures) => `${pictures.name}: ${String(pictures.count)}, ${pictures.role} (${pictures.licence})`), `seed ${String(training.seed)}, ${training.command}`, ...(training.computedOn === undefined ? [] : [training.computedOn])]),
    ...list('Measured', figures.map(({ name: figure, value, interval, on }) => `${figure}: ${String(value)}${interval ? ` (${interval.join(' to ')})` : ''}, on ${on}`)),
    ...list('To doubt', doubts),
    ...list('Judged', judgedLines(standing)),
    ...list('At work', workLines(standing)),
  ].join('\n') + '\n';
}

function workLines(standing: ModelStanding | undefined): string[] {
  if (!standing || (!standing.isInUse && standing.promotions.length === 0)) return [];
  return [...standing.promotions.map((promotion) => `${describePromotion(promotion)}: ${promotion.reason}`), standing.isInUse ? 'It names cells now.' : 'It names no cells now.'];
}

function judgedLines(standing: ModelStanding | undefined): string[] {
  if (!standing?.judged) return [];
  const { judged, isInUse } = standing;
  return [...describeKeptJudgement(judged), ...(isInUse || judged.isBesideInUse ? [] : ['What names cells now is another: beside that it was never judged.'])];
}
