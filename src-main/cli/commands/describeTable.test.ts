import { expect, it } from 'vitest';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import type { DifferentialDocumentInput } from '#shared/reports/buildDifferentialDocument.ts';
import { exampleInput } from '#shared/reports/exampleDocument.ts';
import { printedTable } from '#shared/reports/printed/printedTable.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import { bloodScheme } from '#shared/taxonomy/schemes.ts';
import { describeTable } from './describeTable.ts';

const tableOf = (change: Partial<DifferentialDocumentInput>): string[] => describeTable(buildDifferentialDocument({ ...exampleInput, confusion: undefined, ...change }));
const lineOf = (lines: readonly string[], name: string): string => lines.find((line) => line.trimStart().startsWith(name))?.replaceAll(/ +/g, ' ').trim() ?? '';

it('prints every number as the report does', () => {
  const document = buildDifferentialDocument(exampleInput);
  const lines = describeTable(document);
  expect(lines[0]).toMatch(/^ {2}Cell +Count +% +95 % interval +with machine errors$/);
  const rows = printedTable(document, englishTexts).filter(({ isEmpty }) => !isEmpty);
  expect(lines).toHaveLength(1 + rows.length);
  for (const [i, { name, count, percent, interval, machineInterval }] of rows.entries()) {
    expect(lines[i + 1].replaceAll(/ +/g, ' ').trim()).toBe([name, count, percent, interval, machineInterval].filter((text) => text !== '').join(' '));
  }
});

it('rounds no end of an interval across a threshold', () => {
  // 35 of 500: Wilson from 5.08. One decimal alone would print an end of 5.1, which lies on this threshold and not below it.
  const line = lineOf(tableOf({ counts: { BLA: 35, NGS: 465 }, thresholds: [{ name: 'Blasts', classes: ['BLA'], percent: 5.1 }] }), 'Blast');
  expect(line).toMatch(/^Blasts? 35 7\.0 5\.0 to 9\.6$/);
});

it('prints an M:E without an upper end where there is no erythroid cell', () => {
  expect(lineOf(tableOf({ counts: { NGS: 200, LYT: 100 } }), 'M:E ratio')).toMatch(/^M:E ratio 200 : 0 ∞ \d+\.\d to ∞$/);
});

it('prints the laboratory\'s interval', () => {
  const counts = { NGS: 400, LYT: 100 };
  expect(lineOf(tableOf({ counts }), 'Lymphocyte')).toContain('20.0 16.7 to 23.7');
  expect(lineOf(tableOf({ counts, printedInterval: 'clopperPearson' }), 'Lymphocyte')).toContain('20.0 16.6 to 23.8');
});

it('leaves out classes without a cell, but not the total, and says what is counted per 100', () => {
  const lines = tableOf({ scheme: bloodScheme, counts: { NGS: 150, LYT: 50, EBO: 3 } });
  expect(lineOf(lines, 'Total counted')).toBe('Total counted 200 100.0');
  expect(lineOf(lines, 'Erythroblasts (NRBC), per 100 white cells')).toMatch(/^Erythroblasts \(NRBC\), per 100 white cells 3 1\.5/);
  expect(lineOf(lines, 'Monocyte')).toBe('');
  expect(lineOf(tableOf({ counts: {} }), 'Total counted')).toBe('Total counted 0');
});
