import { expect, it } from 'vitest';
import { exampleDocuments } from '#shared/reports/exampleDocument.ts';
import { differentialCsv } from './differentialCsv.ts';

it('has a line a row with as many fields as the head, the sum and the ratio', () => {
  const { usual } = exampleDocuments();
  const lines = differentialCsv(usual).split('\r\n');
  expect(lines.at(-1)).toBe('');
  const fields = lines.slice(0, -1).map((line) => line.split(','));
  expect(new Set(fields.map(({ length }) => length))).toEqual(new Set([15]));
  expect(fields[1].slice(0, 6)).toEqual(['BLA', 'Blast', 'counted', '24', '4.8', '4.8']);
  expect(fields.at(-2)?.[0]).toBe('ERYTHROID');
  const { lower, upper, clopperPearson } = usual.myeloidErythroid!;
  expect(fields.at(-1)?.slice(6, 10)).toEqual([lower, upper, clopperPearson!.lower, clopperPearson!.upper].map(String));
  expect(fields.at(-1)?.slice(0, 6)).toEqual(['M:E', 'Myeloid to erythroid (withMonocytes)', 'ratio', '', '2.5574', '2.6']);
});
