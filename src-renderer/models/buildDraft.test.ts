import { expect, it } from 'vitest';
import { problemsOfBuild } from './buildDraft.ts';

const good = { side: '96', width: '22', classes: ['NGS', 'LYT'] };

it('says what can\'t be used of a network to be built', () => {
  expect(problemsOfBuild(good)).toEqual({});
  expect(problemsOfBuild({ side: '1024', width: '5', classes: good.classes })).toEqual({});
  for (const side of ['', '31', '1056', '96.5', '96.000', 'x']) expect(problemsOfBuild({ ...good, side })).toEqual({ side: 'A whole number from 32 to 1024.' });
  for (const width of ['', '4.9', '100.1', 'x']) expect(problemsOfBuild({ ...good, width })).toEqual({ width: 'A number from 5 to 100.' });
  expect(problemsOfBuild({ ...good, classes: ['NGS'] })).toEqual({ classes: 'Choose at least two classes.' });
});
