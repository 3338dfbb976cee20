// Every check in turn: types of each layer, lint, unit and integration tests, and the window end to end. The last line says how many passed, failed and
// were skipped; above it stands each skip with its reason, and after each kind of test its slowest files. Exit code 1 where anything failed, or nothing ran.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestTally } from './testReporter.ts';
import { findChromium } from './window/findChromium.ts';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
mkdirSync('build', { recursive: true });
const inCi = Boolean(process.env.CI) && process.env.CI !== 'false';
const total: TestTally = { passed: 0, failed: 0, skipped: [], failures: [], slowest: [] };

/** Programs that tests call to check our output against another reader, and the Debian packages that have them. */
const tools = { vips: 'libvips-tools', tiffinfo: 'libtiff-tools', pdftotext: 'poppler-utils', Xvfb: 'xvfb' };

nameWhatIsMissing();
const layers = readdirSync(root).filter((folder) => existsSync(path.join(folder, 'tsconfig.json')));
for (const layer of layers) {
  await countRun(`types of ${layer}`, ['node_modules/typescript/bin/tsc', '-p', layer, '--incremental', '--tsBuildInfoFile', `build/types-${layer}.json`]);
}
await countRun('lint', ['node_modules/eslint/bin/eslint.js', '--cache', '--cache-location', 'build/eslint-cache', '.']);
for (const project of ['unit', 'integration', 'e2e']) await countTests(project);
report();

function nameWhatIsMissing(): void {
  const pictures = path.resolve(process.env.MYELOSCOPE_DATA ?? '../shared/data');
  if (!existsSync(path.join(pictures, 'marrow-cells'))) {
    const sentence = `The real pictures are not at ${pictures} (set MYELOSCOPE_DATA)`;
    if (inCi) count('real pictures', false, sentence);
    else console.log(`${sentence}: the tests that look at them will be skipped.\n`);
  }
  // In continuous integration the end-to-end tests fail by themselves where there is none.
  if (!findChromium() && !inCi) console.log('No Chromium, Chrome or Edge is installed: the window is not tested end to end. apt-get install chromium\n');
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const missing = Object.entries(tools).filter(([program]) => !folders.some((folder) => existsSync(path.join(folder, program))));
  if (missing.length) console.log(`Missing programs that some tests compare with: apt-get install ${missing.map(([, debianPackage]) => debianPackage).join(' ')}\n`);
}

function run(args: readonly string[], environment: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('error', () => { resolve(false); });
    child.on('close', (code) => { resolve(code === 0); });
  });
}

async function countRun(name: string, args: readonly string[]): Promise<void> {
  console.log(`== ${name}`);
  count(name, await run(args));
}

function count(name: string, passed: boolean, sentence = name): void {
  if (passed) total.passed++;
  else {
    total.failed++;
    total.failures.push(sentence);
  }
}

async function countTests(project: string): Promise<void> {
  console.log(`== ${project} tests`);
  const file = path.resolve(`build/tests-${project}.json`);
  rmSync(file, { force: true });
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--passWithNoTests', ...(project === 'e2e' ? ['--no-file-parallelism'] : []), '--reporter=dot', '--reporter=./scripts/testReporter.ts'];
  const passed = await run(args, { MYELOSCOPE_TEST_TALLY: file });
  if (!existsSync(file)) {
    count(`${project} tests`, false, `the ${project} tests ended without a result`);
    return;
  }
  const tally = JSON.parse(readFileSync(file, 'utf8')) as TestTally;
  if (!passed && !tally.failed) count(`${project} tests`, false, `the ${project} tests ended with an error outside any test`);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped.push(...tally.skipped);
  total.failures.push(...tally.failures);
  console.log(`slowest: ${tally.slowest.map(({ name, seconds }) => `${path.basename(name)} ${seconds.toFixed(0)} s`).join(', ')}\n`);
  if (!tally.passed && !tally.failed) count(`${project} tests`, false, `no ${project} test ran`);
}

function report(): void {
  console.log('');
  for (const { name, reason } of total.skipped) console.log(`skipped: ${name}: ${reason}`);
  for (const failure of total.failures) console.log(`failed: ${failure}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
  process.exitCode = total.failed || !total.passed ? 1 : 0;
}
