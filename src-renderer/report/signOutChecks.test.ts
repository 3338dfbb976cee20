import { describe, expect, it } from 'vitest';
import { reportTexts } from '../texts/report.ts';
import { reasonNotToSign } from './signOutChecks.ts';

const ready = { hasUsers: true, hasSigner: true, mustSettle: ['3 cells have no name'], confirmed: new Set(['3 cells have no name']), seen: 'a', seenAtOpening: 'a', saving: 'saved' as const };
const { sign } = reportTexts;

describe('reasonNotToSign', () => {
  it('is none when everything listed is confirmed and the pages were seen', () => { expect(reasonNotToSign(ready)).toBeUndefined(); });

  it.each([
    ['nobody can sign', { hasUsers: false }, sign.noUsers], ['nobody was chosen', { hasSigner: false }, sign.noSigner], ['a text is on its way', { saving: 'typing' as const }, sign.unfinished], ['a text can’t be kept', { saving: 'refused' as const }, sign.notSaved],
    ['the pages are still made', { seen: undefined }, sign.notWithoutPages], ['something changed under the dialogue', { seen: 'b' }, sign.changed], ['a sentence is not confirmed', { confirmed: new Set<string>() }, sign.confirmAll],
  ])('is said when %s', (_, change, sentence) => { expect(reasonNotToSign({ ...ready, ...change })).toBe(sentence); });
});
