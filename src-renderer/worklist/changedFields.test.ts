import { describe, expect, it } from 'vitest';
import { changedFields } from './changedFields.ts';

const opened = { patient: { name: 'Ada', identifier: '7' }, clinical: { details: 'Anaemia' }, comments: { conclusion: 'Normal.' } };
const typed = { patient: { name: 'Ada L.' }, clinical: { details: 'Anaemia' }, specimen: { stain: 'Giemsa' } };

describe('changedFields', () => {
  it('holds what was changed, filled and emptied, and nothing else: least of all the comments', () => {
    expect(changedFields(opened, typed, opened)).toEqual({ fields: { patient: { name: 'Ada L.' }, specimen: { stain: 'Giemsa' } }, was: { patient: { name: 'Ada', identifier: '7' } } });
    expect(changedFields({ clinical: { details: 'Anaemia\n' } }, { clinical: { details: 'Anaemia' } }, {})).toEqual({ fields: {}, was: {} });
    expect(changedFields(opened, { patient: opened.patient, clinical: opened.clinical }, opened)).toEqual({ fields: {}, was: {} });
  });

  it('says what the person was told stands there now, and never takes another\'s field for a change of theirs', () => {
    const elsewhere = { ...opened, patient: { name: 'Eve', identifier: '7' }, clinical: { details: 'Fever' } };
    expect(changedFields(opened, typed, elsewhere)).toEqual({ fields: { patient: { name: 'Ada L.' }, specimen: { stain: 'Giemsa' } }, was: { patient: { name: 'Eve', identifier: '7' } } });
  });
});
