import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { SlideRepository } from '../repositories/slideRepository.ts';
import { m0021ScaleChecksOfFields } from './m0021ScaleChecksOfFields.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

it('keeps what was known of a slide, and has room for several scales of its fields, which go with it', () => {
  const connection = new Connection(':memory:');
  migrate(connection, migrations.slice(0, migrations.indexOf(m0021ScaleChecksOfFields)));
  connection.script(`
    INSERT INTO cases (id, identity, settings, details, createdAt) VALUES (1, 'a', '{}', '{}', '');
    INSERT INTO slides (id, caseId, position, path, hash, format, widthPx, heightPx) VALUES (7, 1, 0, '/a', '${'a'.repeat(64)}', 'SVS', 9, 9), (8, 1, 1, '/b', '${'b'.repeat(64)}', 'SVS', 9, 9);
    INSERT INTO scaleChecks (slideId, saidBy, countedAt, micrometresPerPixel, redCells, redCellSpread) VALUES (7, 'redCells', 0.44, 0.2, 40, 0.1), (7, 'file', 0.44, 0.22, NULL, NULL);
  `);
  migrate(connection, migrations);
  const slides = new SlideRepository(connection);
  const before = { countedAt: 0.44, fields: null, fieldsLookedAt: null, firstField: null };
  expect(slides.scaleChecks(7)).toEqual([
    { ...before, saidBy: 'file', micrometresPerPixel: 0.22, redCells: null, redCellSpread: null }, { ...before, saidBy: 'redCells', micrometresPerPixel: 0.2, redCells: 40, redCellSpread: 0.1 },
  ]);
  const ofFields = [0.2, 0.1].map((micrometresPerPixel, i) => ({ saidBy: 'redCells' as const, countedAt: 0.2, micrometresPerPixel, redCells: 30, redCellSpread: 0.1, fields: 3 + i, fieldsLookedAt: 9, firstField: String(i) }));
  slides.addScaleChecks(8, ofFields);
  expect(slides.scaleChecks(8)).toEqual(ofFields);
  connection.script('DELETE FROM cases');
  expect(connection.all('SELECT * FROM scaleChecks')).toEqual([]);
  connection.close();
});
