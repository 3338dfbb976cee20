import { describe, expect, it } from 'vitest';
import { mergeFields } from './mergeFields.ts';

const kept = { patient: { name: 'Ada', identifier: '7' }, specimen: { stain: 'May-Grünwald' }, comments: { conclusion: 'Normal.' } };

describe('mergeFields', () => {
  it('writes what was changed and leaves every other field', () => {
    expect(mergeFields(kept, { fields: { patient: { name: 'Ada L.' }, clinical: { details: 'Anaemia' } }, was: { patient: { name: 'Ada' } } }))
      .toEqual({ ...kept, patient: { name: 'Ada L.', identifier: '7' }, clinical: { details: 'Anaemia' } });
  });

  it('empties a field that the person emptied', () => {
    expect(mergeFields(kept, { fields: {}, was: { patient: { identifier: '7' }, specimen: { stain: 'May-Grünwald' } } })).toEqual({ patient: { name: 'Ada' }, comments: { conclusion: 'Normal.' } });
  });

  it('refuses to write over what another wrote meanwhile, and says what', () => {
    const refused = (fields: object, was: object): unknown => { try { return mergeFields(kept, { fields, was }); } catch (error) { return error; } };
    expect(refused({ comments: { conclusion: 'Blasts.' } }, {})).toMatchObject({ code: 'not-permitted', message: 'The field “Conclusion” was changed elsewhere meanwhile. It now reads “Normal.”.' });
    expect(refused({}, { clinical: { details: 'Anaemia' } })).toEqual(kept);
    expect(refused({ clinical: { details: 'Fever' } }, { clinical: { details: 'Anaemia' } })).toMatchObject({ message: 'The field “Clinical details” was changed elsewhere meanwhile. It is empty now.' });
    expect(refused({ laboratory: { name: 'A' } }, { laboratory: { name: 'B' } })).toMatchObject({ message: expect.stringContaining('“Laboratory, name”') as string });
  });

  it('is content where both wrote the same, as when an answer was lost and the act is sent again', () => {
    expect(mergeFields(kept, { fields: { comments: { conclusion: 'Normal.' } }, was: {} })).toEqual(kept);
  });
});
