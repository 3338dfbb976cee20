import path from 'node:path';
import { expect, it } from 'vitest';
import { readLaunchArguments } from './launchArguments.ts';

const here = import.meta.filename;
const from = path.dirname(here);

it('finds library and slides after the program\'s own file', () => {
  const argv = ['/usr/bin/electron', '--no-sandbox', '/work/build/main.cjs', '--library=cases', 'launchArguments.ts', '--flag', here, 'no-such-slide.svs'];
  expect(readLaunchArguments(argv, '/work/build/main.cjs', from)).toEqual({ libraryDirectory: path.join(from, 'cases'), paths: [path.join(from, 'launchArguments.ts'), here] });
});

it('finds a slide that a packaged program was opened with', () => {
  expect(readLaunchArguments(['/opt/myeloscope', here], '/opt/resources/main.cjs', from)).toEqual({ libraryDirectory: undefined, paths: [here] });
  expect(readLaunchArguments(['/opt/myeloscope'], '/opt/resources/main.cjs', from)).toEqual({ libraryDirectory: undefined, paths: [] });
});
