import { expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { laboratoryCells } from './laboratoryCells.ts';
import { rootOfClassifier } from './rootOfClassifier.ts';

interface Made { readonly from?: Classifier; readonly isTrained?: boolean; readonly doubts?: readonly string[]; readonly sha256?: string }

function classifier(name: string, { from, isTrained = false, doubts = [], sha256 = `hash of ${name}` }: Made = {}): Classifier {
  const pictures = isTrained ? [{ name: laboratoryCells, count: 90, licence: 'own', role: 'fine-tuning' }] : [];
  const basedOn = from && { name: from.card.name, version: '1', sha256: from.card.sha256 };
  return { directory: '', card: { kind: 'classifier', name, sha256, doubts, basedOn, training: { pictures } } as unknown as ClassifierCard } as Classifier;
}

const shipped = classifier('cells');
const first = classifier('laboratory-1', { from: shipped, isTrained: true }), second = classifier('laboratory-2', { from: first, isTrained: true });

it('leads back to what was shipped, through every training', () => {
  expect(rootOfClassifier(second, [shipped, first, second])).toBe(shipped);
  expect(rootOfClassifier(shipped, [shipped, first])).toBe(shipped);
});

it('stops at a model that was calibrated, and at what is left where an ancestor is gone', () => {
  const measured = classifier('measured', { from: classifier('stranger') }), tuned = classifier('tuned', { from: measured, isTrained: true });
  expect(rootOfClassifier(tuned, [shipped, measured, tuned, classifier('stranger')])).toBe(measured);
  expect(rootOfClassifier(second, [shipped, second])).toBe(second);
});

it('takes the newer version of what is shipped now', () => {
  const newer = classifier('cells', { sha256: 'another' });
  expect(rootOfClassifier(first, [newer, first])).toBe(newer);
});

it('does not go behind what another laboratory taught: its cells are not here', () => {
  const doubts = ['It was made and measured elsewhere (laboratory-1 1): what its card says holds for the cells named there.'];
  const theirs = classifier('theirs', { from: shipped, isTrained: true, doubts }), ours = classifier('ours', { from: theirs, isTrained: true, doubts });
  expect(rootOfClassifier(ours, [shipped, theirs, ours])).toBe(theirs);
  expect(rootOfClassifier(theirs, [shipped, theirs])).toBe(theirs);
});

it('comes to an end where cards lead in a circle', () => {
  const one = classifier('one', { isTrained: true, from: classifier('two') }), two = classifier('two', { isTrained: true, from: classifier('one') });
  expect(['one', 'two']).toContain(rootOfClassifier(one, [one, two]).card.name);
});
