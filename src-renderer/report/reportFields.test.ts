import { describe, expect, it } from 'vitest';
import { problemOfField, readField, reportFieldGroups, withFields } from './reportFields.ts';

describe('report fields', () => {
  it('are all known to the case: every one can be written and read back', () => {
    for (const specimen of ['marrow', 'blood'] as const) {
      for (const { place } of reportFieldGroups(specimen).flatMap(({ fields }) => fields)) {
        expect(problemOfField(place, 'text')).toBeUndefined();
        expect(readField(withFields({}, new Map([[place, 'text']])), place)).toBe('text');
      }
    }
  });

  it('take a field away where its text is emptied', () => {
    expect(withFields({ comments: { conclusion: 'a', ironStain: 'b' } }, new Map([['comments.conclusion', '']]))).toEqual({ comments: { ironStain: 'b' } });
  });

  it('say why a text can’t stand there', () => {
    expect(problemOfField('comments.conclusion', 'x'.repeat(4001))).toBe('It is longer than 4000 characters. Shorten it by 1 character.');
    expect(problemOfField('specimen.stain', 'x'.repeat(312))).toBe('It is longer than 300 characters. Shorten it by 12 characters.');
    for (const text of ['two\nlines', 'a\ttab']) expect(problemOfField('specimen.stain', text)).toBe('It can’t hold line breaks or tabs. Take them out.');
    for (const text of ['two\nlines\u0007', '\ud800', 'a\rb']) expect(problemOfField('comments.conclusion', text)).toContain('It can’t hold control characters, which are not seen. Take out');
    expect(problemOfField('comments.conclusion', 'two\nlines')).toBeUndefined();
  });
});
