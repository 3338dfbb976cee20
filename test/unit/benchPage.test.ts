import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeResults } from '../bench/benchPage.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/benchmarks.md'), 'utf8');
const headings = (text: string): string[] => [...text.matchAll(/^### (.+)$/gmu)].map(([, name]) => name);
const sectionOf = (text: string, name: string): string => text.slice(text.indexOf(`### ${name}\n`)).split(/\n(?=### |<!-- end)/u)[0].trim();

describe('the page of benchmarks', () => {
  it('takes what was run and keeps the rest as it was measured: date, machine, command and table', () => {
    const written = placeResults(page, new Map([['regionReading', 'Measured on another day.\n\n| a table |']]));
    expect(sectionOf(written, 'regionReading')).toBe('### regionReading\nMeasured on another day.\n\n| a table |');
    expect(headings(written)).toEqual(headings(page));
    for (const name of headings(page).filter((heading) => heading !== 'regionReading')) {
      expect(sectionOf(page, name)).toMatch(/^### .+\nMeasured on \d{4}-\d{2}-\d{2} with `npm run bench -- --only \w+`: /u);
      expect(sectionOf(written, name)).toBe(sectionOf(page, name));
    }
    expect(written.slice(written.indexOf('<!-- end of tables'))).toBe(page.slice(page.indexOf('<!-- end of tables')));
  });

  it('puts a benchmark that is new among the others, and the same again changes nothing', () => {
    const once = placeResults(page, new Map([['aNewOne', 'First.'], ['zebra', 'Last.']]));
    expect(headings(once)).toEqual(['aNewOne', ...headings(page), 'zebra']);
    expect(placeResults(once, new Map([['zebra', 'Last.']]))).toBe(once);
    expect(placeResults(once, new Map([['zebra', 'Later.']]))).toBe(once.replace('Last.', 'Later.'));
  });

  it('refuses a page that has no place for it', () => {
    expect(() => placeResults('no place', new Map())).toThrow(/no lines/);
  });
});
