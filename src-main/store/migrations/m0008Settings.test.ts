import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0008Settings } from './m0008Settings.ts';
import { migrate } from './migrate.ts';

it('holds each setting once, as JSON', () => {
  const connection = new Connection(':memory:');
  migrate(connection, [m0008Settings]);
  connection.script("INSERT INTO settings VALUES ('sound', 'true')");
  expect(() => { connection.script("INSERT INTO settings VALUES ('sound', 'false')"); }).toThrow(/constraint/i);
  expect(() => { connection.script("INSERT INTO settings VALUES ('users', 'nobody')"); }).toThrow(/constraint/i);
});
