import { describe, expect, it } from 'vitest';
import { breakLines, breakablePieces } from './textLines.ts';

const lettering = { size: 10, weight: 400, han: 'sc' as const };
const broken = (text: string, width: number) => breakLines(text, width, lettering).map((line) => line.runs.map((run) => run.text).join(''));

describe('lines', () => {
  it('break at spaces and are never wider than told', () => {
    const text = 'Maximiliana-Theodora Konstantinopolitanskaya von und zu Hohenlohe';
    const lines = breakLines(text, 120, lettering);
    expect(lines.length).toBeGreaterThan(2);
    for (const { widthPt } of lines) expect(widthPt).toBeLessThanOrEqual(120.5);
    expect(broken(text, 120).join(' ').replaceAll('- ', '-')).toBe(text);
  });

  it('cut a word wider than a line, losing nothing', () => {
    const word = 'X'.repeat(90);
    expect(broken(word, 60).length).toBeGreaterThan(5);
    expect(broken(word, 60).join('')).toBe(word);
    expect(broken('王'.repeat(40), 60).join('')).toBe('王'.repeat(40));
  });

  it('take one letter where not even that fits', () => { expect(broken('WW', 1)).toEqual(['W', 'W']); });

  it('keep the line breaks of the text, and a line for no text', () => {
    expect(broken('one\n\ntwo', 200)).toEqual(['one', '', 'two']);
    expect(broken('', 200)).toEqual(['']);
  });
});

it('pieces break between wide characters, not before closing marks', () => {
  expect(breakablePieces('細胞。ab')).toEqual(['細', '胞。', 'ab']);
  expect(breakablePieces('a b-c/d')).toEqual(['a ', 'b-', 'c/', 'd']);
});
