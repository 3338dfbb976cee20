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
    expect(problemOfField('comments.conclusion', 'x'.repeat(4001))).toContain('longer than 4000');
    expect(problemOfField('specimen.stain', 'two\nlines')).toContain('control characters');
    expect(problemOfField('comments.conclusion', 'two\nlines')).toBeUndefined();
  });
});
