import { describe, expect, it } from 'vitest';
import { parseCaseFields } from './caseFields.ts';

describe('a case file', () => {
  it('may leave out every field', () => {
    expect(parseCaseFields({}, 'case.json')).toEqual({});
    for (const name of ['Zoë', '𠮷野']) expect(parseCaseFields({ patient: { name } }, 'case.json')).toEqual({ patient: { name } });
  });

  it('is composed, so that a letter and its accent are one', () => {
    expect(parseCaseFields({ patient: { name: 'Zoe\u0308' } }, 'case.json').patient?.name).toBe('Zoë');
  });

  const refused: [string, unknown, RegExp][] = [
    ['an unknown part', { pateint: {} }, /case\.json.*"pateint" is not known/],
    ['an unknown field', { patient: { nmae: 'A' } }, /"patient\.nmae" is not known/],
    ['a number for a name', { patient: { name: 7 } }, /"patient\.name" should be string, not 7/],
    ['a day that is none', { patient: { dateOfBirth: '2026-02-30' } }, /"patient\.dateOfBirth".*no such date/],
    ['a day written otherwise', { specimen: { takenAt: '20.11.2026' } }, /2026-11-21/],
    ['a line break in a line', { patient: { name: 'A\nB' } }, /control characters/],
    ['a line too long', { patient: { name: 'A'.repeat(301) } }, /longer than 300/],
    ['half a character', { patient: { name: '\ud800' } }, /control characters/],
    ['half a character in a text', { comments: { conclusion: 'a\udfffb' } }, /control characters/],
    ['a list', [], /the whole should be Object/],
    ['a list for a part', { patient: [] }, /"patient" should be Object/],
    ['nothing', null, /the whole should be Object/],
  ];
  it.each(refused)('is refused with %s, naming the field', (_, read, reason) => {
    expect(() => parseCaseFields(read, 'case.json')).toThrow(reason);
    expect(() => parseCaseFields(read, 'case.json')).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });

  it('may break lines in texts', () => {
    expect(parseCaseFields({ comments: { conclusion: 'One.\nTwo.' } }, 'case.json').comments?.conclusion).toBe('One.\nTwo.');
  });
});
