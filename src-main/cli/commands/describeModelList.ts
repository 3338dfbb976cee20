import type { ShownPromotion } from '#shared/contract/modelCommands.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import type { ModelStanding } from '#main/service/registry/standingInLibrary.ts';

/** The installed models for a terminal. `standings`: of each, in a library; none where a folder of models stands for itself. */
export function describeModelList(cards: readonly ModelCard[], standings: readonly (ModelStanding | undefined)[]): string {
  if (cards.length === 0) return 'No model is installed.\n';
  const lines = cards.map(({ name, version, kind, summary }, i) => `${name} ${version} (${kind}${standings[i]?.isInUse ? `; ${namesNow(standings[i])}` : ''}): ${summary}`);
  const isUnknown = standings.length > 0 && !standings.some((standing) => standing?.isInUse);
  return [...lines, ...(isUnknown ? ['The classifier that was promoted can\'t be used: promote another, or go back.'] : []), ''].join('\n');
}

function namesNow({ promotions }: ModelStanding): string {
  const last = promotions.at(-1);
  return last ? `names cells now, ${describePromotion(last)}` : 'names cells now';
}

/** "promoted by Dr A on 2026-01-02T03:04:05.000Z" */
export const describePromotion = ({ wentBack, promotedBy, promotedAt }: ShownPromotion): string => `${wentBack ? 'gone back to' : 'promoted'} by ${promotedBy} on ${promotedAt}`;
