import { beforeAll, expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { readModelCards } from '#main/models/readModelCards.ts';
import { shippedModelsDirectory } from '../places.ts';
import { expertCardOfLaboratory } from './expertCardOfLaboratory.ts';

let base: ClassifierCard;
beforeAll(async () => { base = (await readModelCards(shippedModelsDirectory)).map(({ card }) => card).find((card): card is ClassifierCard => card.kind === 'classifier')!; });

it('says where its classifier was itself trained on cells of the laboratory', () => {
  const doubtsOn = (card: ClassifierCard) => expertCardOfLaboratory({
    base: card, name: 'e', classes: ['NGB', 'NGS'], gain: { cells: 40, rightWithout: 25, rightWith: 35, mended: 11, spoilt: 1, byGroup: [{ mended: 11, spoilt: 1 }] }, cases: 5, areCasesKnown: true, by: 'Dr A', seed: 1, sha256: 'a'.repeat(64), softwareVersion: '1',
    tuned: { onnx: new Uint8Array(), calibration: base.calibration, sharpness: 1, judged: [], judgedUnder: [], folds: { count: 4, by: 'group' } },
  }).doubts.join(' ');
  const tuned = { ...base, name: 'ours', training: { ...base.training, pictures: [...base.training.pictures, { name: 'cells of the laboratory', count: 90, licence: 'own', role: 'fine-tuning' }] } };
  expect(doubtsOn(tuned)).toContain('ours itself was trained further on cells of the laboratory');
  expect(doubtsOn(base)).not.toContain('itself was trained');
});
