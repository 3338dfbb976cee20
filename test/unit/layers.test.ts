import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

interface LayerRule { readonly mayImport: readonly string[]; readonly packages: readonly string[]; readonly nodeModules?: boolean }
const root = path.resolve(import.meta.dirname, '../..');
const { layers, packagesForAll } = JSON.parse(readFileSync(path.join(root, 'layers.json'), 'utf8')) as { layers: Record<string, LayerRule>; packagesForAll: readonly string[] };
const names = Object.keys(layers);
const packages = [...new Set([...packagesForAll, ...names.flatMap((name) => layers[name].packages)])];
const eslint = new ESLint({ cwd: root });

/** What the layer rule says of a line, were it in a file of that name. */
async function complaints(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: path.join(root, file) });
  return result.messages.filter(({ ruleId }) => ruleId === 'myeloscope/layers').map(({ message }) => message);
}
const importing = (from: string, to: string) => `export * from '${from === to ? '.' : path.posix.relative(from, to)}/tried.ts';`;

describe.each(names)('layer %s', (layer) => {
  const { mayImport, nodeModules } = layers[layer];
  const allowed = [...packagesForAll, ...layers[layer].packages];

  it('may import its own and the layers it names, and no other', async () => {
    for (const other of names) {
      const said = await complaints(`${layer}/tried.ts`, importing(layer, other));
      const fine = other === layer || mayImport.includes(other);
      expect(said, `${layer} -> ${other}`).toEqual(fine ? [] : [`${layer} may not import ${other} (see layers.json).`]);
    }
  });

  it('may import the packages it names, and no other', async () => {
    for (const packageName of [...packages, 'electron', 'a-package-nobody-chose']) {
      const said = await complaints(`${layer}/tried.ts`, `export * from '${packageName}/part';`);
      expect(said.length, `${layer} -> ${packageName}`).toBe(allowed.includes(packageName) ? 0 : 1);
    }
  });

  it(nodeModules === false ? "may not import Node's modules" : "may import Node's modules", async () => {
    for (const specifier of ['node:fs', 'fs', 'node:child_process']) {
      expect((await complaints(`${layer}/tried.ts`, `export * from '${specifier}';`)).length).toBe(nodeModules === false ? 1 : 0);
    }
  });
});

describe('the rule of layers', () => {
  it('sees every form of import', async () => {
    for (const line of [
      "import '#main/store/tried.ts';", "import { a } from '#main/store/tried.ts';", "import type { A } from '#main/store/tried.ts';",
      "export { a } from '#main/store/tried.ts';", "export const a = await import('#main/store/tried.ts');", "import '../store/tried.ts';",
    ]) expect((await complaints('src-main/slides/tried.ts', line)).length, line).toBe(1);
  });

  it('refuses a file in a folder that is no layer', async () => {
    expect(await complaints('src-main/elsewhere/tried.ts', "import '#shared/tried.ts';")).toHaveLength(1);
  });

  it('holds tests to the layers too, but lets them use Node', async () => {
    expect(await complaints('src-shared/tried.test.ts', "import '#main/store/tried.ts';")).toHaveLength(1);
    expect(await complaints('src-shared/tried.test.ts', "import 'node:fs';")).toEqual([]);
  });

  it('allows no cycle', () => {
    const open = new Set<string>();
    const done = new Set<string>();
    const visit = (layer: string): void => {
      if (done.has(layer)) return;
      expect(open.has(layer), `${layer} imports itself by way of others`).toBe(false);
      open.add(layer);
      for (const next of layers[layer].mayImport) {
        expect(names, `${layer} names the layer ${next}`).toContain(next);
        visit(next);
      }
      done.add(layer);
    };
    for (const layer of names) visit(layer);
    expect(done.size).toBe(names.length);
  });

  it('knows every folder that holds source', () => {
    const folders = readdirSync(path.join(root, 'src-main'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `src-main/${name}`);
    // A folder may also hold several layers and no file of its own.
    for (const folder of folders) expect(names.some((name) => name === folder || name.startsWith(`${folder}/`)), folder).toBe(true);
  });
});

describe('types of a layer', () => {
  it('gives the shared layer nothing of Node, by name or as a global', () => {
    mkdirSync(path.join(root, 'build'), { recursive: true });
    const folder = mkdtempSync(path.join(root, 'build/shared-types-'));
    try {
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../src-shared/tsconfig.json', include: ['*.ts'] }));
      writeFileSync(path.join(folder, 'tried.ts'), 'export const here = process.cwd();\n');
      let said = '';
      try {
        execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
      } catch (failure) {
        said = (failure as { stdout: string }).stdout;
      }
      expect(said).toContain("Cannot find name 'process'");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
