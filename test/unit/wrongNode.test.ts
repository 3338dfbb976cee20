import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const folder = mkdtempSync(path.join(tmpdir(), 'wrong-node-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

/** Starts what an npm script starts, on a given Node, with arguments that go before it. */
function start(script: string, node: string, before: readonly string[] = []) {
  const [, ...args] = script.split(' ');
  return spawnSync(node, [...before, ...args], { cwd: root, encoding: 'utf8', timeout: 20_000 });
}

/** Nodes of this machine that are too old. */
function oldNodes(): string[] {
  return ['/usr/bin/node', '/usr/local/bin/node'].filter(existsSync).filter((node) => {
    const [major, minor] = execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).split('.').map(Number);
    return major < 22 || (major === 22 && minor < 18);
  });
}

const started = Object.entries(scripts).filter(([, script]) => script.startsWith('node '));
const sentence = (version: string) => `Myeloscope needs Node 22.18 or newer (of 23, at least 23.6), and this is Node ${version}: install Node 24 from nodejs.org, then give the same command again.\n`;

describe('a Node that is too old', () => {
  it('is met by every entry point, because each npm script starts through scripts/start.cjs or by way of another', () => {
    for (const [name, script] of Object.entries(scripts)) {
      for (const part of script.split(' && ')) expect(part, name).toMatch(/^(node scripts\/start\.cjs \S+|npm run (--silent )?\w+)/);
    }
    expect(started.length).toBeGreaterThan(4);
  });

  it.each(started)('gets one sentence from npm run %s', (_name, script) => {
    for (const version of ['20.20.2', '18.19.0', '22.17.1', '23.5.0']) {
      const fake = path.join(folder, 'olderNode.cjs');
      writeFileSync(fake, `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`);
      const { status, stderr, stdout } = start(script, process.execPath, ['--require', fake]);
      expect({ status, stderr, stdout }).toEqual({ status: 1, stderr: sentence(version), stdout: '' });
    }
  });

  it('gets it from a real one', (context) => {
    const [node] = oldNodes();
    if (!node) context.skip('no Node below 22.18 is installed here');
    const version = execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
    for (const [, script] of started) {
      const { status, stderr, stdout } = start(script, node);
      expect({ status, stderr, stdout }).toEqual({ status: 1, stderr: sentence(version), stdout: '' });
    }
  });

  it('is not seen in the one that runs this test', () => {
    const { status, stdout } = spawnSync(process.execPath, [path.join(root, 'scripts/start.cjs'), path.join(folder, 'fine.mjs')], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' }); // no such file
    writeFileSync(path.join(folder, 'fine.mjs'), "console.log('started');");
    expect(spawnSync(process.execPath, [path.join(root, 'scripts/start.cjs'), path.join(folder, 'fine.mjs')], { encoding: 'utf8' }).stdout).toBe('started\n');
  });
});
