import { expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import { readModelCards } from '#main/models/readModelCards.ts';
import { shippedModelsDirectory } from '../places.ts';
import { expertOffers } from './expertOffers.ts';

it('offers for a classifier that was trained further what the one that it grew out of confuses, and says so', async () => {
  const models = await readModelCards(shippedModelsDirectory), shipped = models.find(isClassifier)!, { card } = shipped;
  const basedOn = { name: card.name, version: card.version, sha256: card.sha256 };
  const tuned: ClassifierCard = { ...card, name: 'ours', sha256: 'a'.repeat(64), confusions: [], basedOn }, again: ClassifierCard = { ...tuned, name: 'again', sha256: 'b'.repeat(64), basedOn: { name: 'ours', version: '1', sha256: tuned.sha256 } };
  const known = expertOffers(card, models);
  expect(known.pairs.length).toBeGreaterThan(0);
  expect(expertOffers(again, [...models, { ...shipped, card: tuned }])).toEqual({ ...known, classifier: 'again', on: `${known.on} (measured on ${card.name} ${card.version}, before)` });
  expect(expertOffers({ ...tuned, basedOn: undefined }, models)).toEqual({ classifier: 'ours', on: undefined, pairs: [] });
});
