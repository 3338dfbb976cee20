import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { migrations } from './migrations.ts';

const first: Migration = { name: '0001-one', sql: 'CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT' };
const second: Migration = { name: '0002-two', sql: 'CREATE TABLE two (id INTEGER PRIMARY KEY) STRICT' };
const broken: Migration = { name: '0002-broken', sql: 'CREATE TABLE two (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE one (id INTEGER)' };
const tables = (connection: Connection) => connection.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").map(({ name }) => name);

it('takes the steps that are missing, once', () => {
  const connection = new Connection(':memory:');
  migrate(connection, [first]);
  connection.script('INSERT INTO one VALUES (7)');
  migrate(connection, [first, second]);
  migrate(connection, [first, second]);
  expect(tables(connection)).toEqual(['migrations', 'one', 'two']);
  expect(connection.first('SELECT id FROM one')).toEqual({ id: 7 });
});

it('refuses a library of a newer version, and leaves it as it was', () => {
  const connection = new Connection(':memory:');
  migrate(connection, [first, second]);
  expect(() => { migrate(connection, [first]); }).toThrow(expect.objectContaining({ code: 'store-newer' }));
  expect(tables(connection)).toContain('two');
});

it('refuses a library whose steps are others than ours', () => {
  const connection = new Connection(':memory:');
  migrate(connection, [first]);
  expect(() => { migrate(connection, [{ ...first, sql: `${first.sql} -- otherwise` }, second]); }).toThrow(expect.objectContaining({ code: 'store-newer' }));
  expect(tables(connection)).toEqual(['migrations', 'one']);
});

it('keeps nothing of a step that fails', () => {
  const connection = new Connection(':memory:');
  migrate(connection, [first]);
  expect(() => { migrate(connection, [first, broken]); }).toThrow(/already exists/);
  expect(tables(connection)).toEqual(['migrations', 'one']);
});

it('does not take another program\'s database for a library', () => {
  const connection = new Connection(':memory:');
  connection.script('CREATE TABLE bookmarks (id INTEGER)');
  expect(() => { migrate(connection, migrations); }).toThrow(expect.objectContaining({ code: 'store-damaged' }));
  expect(tables(connection)).toEqual(['bookmarks']);
});

it('has steps in order, each with a name of its own', () => {
  expect(migrations.map(({ name }) => name)).toEqual([...migrations.map(({ name }) => name)].sort());
  expect(migrations.every(({ name }, index) => name.startsWith(String(index + 1).padStart(4, '0')))).toBe(true);
});
