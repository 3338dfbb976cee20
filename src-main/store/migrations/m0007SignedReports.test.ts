import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0001CasesAndSlides } from './m0001CasesAndSlides.ts';
import { m0007SignedReports } from './m0007SignedReports.ts';
import { migrate } from './migrate.ts';

const report = (version: number, caseId = 1): string =>
  `INSERT INTO signedReports (caseId, version, signedBy, role, meaning, signedAt, document, basis, sha256) VALUES (${String(caseId)}, ${String(version)}, 'Dr A', '', 'Reviewed', '', '{}', '{}', '${'0'.repeat(64)}')`;
const amendment = (ofVersion: number): string => `INSERT INTO amendments (caseId, ofVersion, openedBy, openedAt, reason) VALUES (1, ${String(ofVersion)}, 'Dr A', '', 'Iron stain')`;

function library(): Connection {
  const connection = new Connection(':memory:');
  migrate(connection, [m0001CasesAndSlides, m0007SignedReports]);
  connection.script("INSERT INTO cases VALUES (1, 'a', '{}', '{}', ''), (2, 'b', '{}', '{}', '')");
  connection.script(report(1));
  connection.script(`INSERT INTO signedPages VALUES (1, 'a4', x'25', '${'0'.repeat(64)}')`);
  return connection;
}

it('never changes a signed report, its pages or an amendment, and never takes one away', () => {
  const connection = library();
  connection.script(amendment(1));
  for (const [table, change] of [['signedReports', "document = '[]'"], ['signedReports', "signedBy = 'Dr B'"], ['signedPages', "pdf = x'26'"], ['amendments', "reason = 'none'"]]) {
    expect(() => { connection.script(`UPDATE ${table} SET ${change}`); }, change).toThrow('never changed');
    expect(() => { connection.script(`DELETE FROM ${table}`); }, table).toThrow('never taken away');
  }
  expect(connection.first('SELECT document, signedBy FROM signedReports')).toEqual({ document: '{}', signedBy: 'Dr A' });
});

it('keeps a case that has a signed report, and lets another go', () => {
  const connection = library();
  expect(() => { connection.script('DELETE FROM cases WHERE id = 1'); }).toThrow(/constraint/i);
  connection.script('DELETE FROM cases WHERE id = 2');
  expect(connection.all('SELECT id FROM cases')).toEqual([{ id: 1 }]);
});

it('lets a version follow only the one before it, once that is open for an amendment', () => {
  const connection = library();
  for (const version of [1, 2, 3]) expect(() => { connection.script(report(version)); }, String(version)).toThrow(/constraint|follows/);
  expect(() => { connection.script(amendment(2)); }).toThrow(/constraint/i);
  connection.script(amendment(1));
  expect(() => { connection.script(amendment(1)); }).toThrow(/constraint/i);
  expect(() => { connection.script(report(3)); }).toThrow('follows');
  connection.script(report(2));
  expect(() => { connection.script(report(2, 2)); }).toThrow('follows');
});
