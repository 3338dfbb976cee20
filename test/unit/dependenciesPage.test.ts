import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

type Versions = Readonly<Record<string, string>>;
const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as Record<string, Versions>;
const named = { ...dependencies, ...devDependencies, ...optionalDependencies };

describe('docs/dependencies.md', () => {
  const listed = read('docs/dependencies.md').split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').map((cell) => cell.trim()));

  it('names every package of package.json and no other', () => {
    expect(listed.map(([, name]) => name.split('`')[1]).sort()).toEqual(Object.keys(named).sort());
  });

  it('gives each its licence as the package states it', () => {
    for (const [, name, , licence] of listed) {
      const packageName = name.split('`')[1];
      // Node for Linux is not installed elsewhere.
      if (packageName in optionalDependencies && !existsSync(path.join(root, 'node_modules', packageName))) continue;
      const stated = (JSON.parse(read(`node_modules/${packageName}/package.json`)) as { license: string }).license;
      expect(licence, packageName).toBe(stated);
    }
  });

  it('is of exact versions', () => {
    for (const [name, version] of Object.entries(named)) expect(version, name).toMatch(/^(npm:[\w-]+@)?\d+\.\d+\.\d+$/);
  });
});
