// `npm run bench`: runs the benchmarks of this folder one after the other and prints ours beside its peer.
//   --only NAME   runs test/bench/NAME.ts alone; may be given several times
//   --write       puts each benchmark's table into docs/benchmarks.md, with machine, date and command; those not run keep theirs
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { placeResults } from './benchPage.ts';
import { benchTable } from './benchTable.ts';
import type { BenchRun } from './benchTable.ts';
import type { BenchResult } from './benchResult.ts';

const folder = import.meta.dirname;
const page = path.resolve(folder, '../../docs/benchmarks.md');
const given = process.argv.slice(2);
const only = given.flatMap((word, place) => given[place - 1] === '--only' ? [word] : []);
const unknown = given.filter((word, place) => !['--only', '--write'].includes(word) && given[place - 1] !== '--only');

/** A benchmark is a file here that exports `bench`; files that help others do not. */
async function findBenchmarks(): Promise<{ name: string; bench: () => Promise<BenchResult[]> }[]> {
  const names = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'main.ts').map((file) => file.slice(0, -3)).sort();
  const absent = only.filter((name) => !names.includes(name));
  if (absent.length) throw new Error(`There is no benchmark ${absent.join(', ')}. There are: ${names.join(', ')}.`);
  const wanted = only.length ? names.filter((name) => only.includes(name)) : names;
  const found = [];
  for (const name of wanted) {
    const { bench } = await import(pathToFileURL(path.join(folder, `${name}.ts`)).href) as { bench?: () => Promise<BenchResult[]> };
    if (bench) found.push({ name, bench });
  }
  return found;
}

async function runAll(): Promise<void> {
  if (unknown.length) throw new Error(`"${unknown[0]}" is no option of the benchmarks: there are --only NAME and --write.`);
  const benchmarks = await findBenchmarks();
  if (!benchmarks.length) throw new Error('No benchmark to run.');
  const runs: BenchRun[] = [];
  // What else the machine does is part of a figure of milliseconds.
  const loadBefore = loadavg()[0];
  for (const { name, bench } of benchmarks) {
    process.stderr.write(`${name} ...\n`);
    try {
      runs.push({ name, results: await bench() });
    } catch (error) {
      // The others still count; a missing peer or picture is said, not hidden.
      runs.push({ name, results: [], failure: error instanceof Error ? error.message : String(error) });
    }
  }
  console.log(benchTable(runs));
  const failed = runs.filter(({ failure }) => failure !== undefined);
  if (given.includes('--write')) {
    if (failed.length) throw new Error(`Nothing written: ${failed.map(({ name }) => name).join(', ')} did not run.`);
    const date = new Date().toISOString().slice(0, 10);
    const written = new Map(runs.map((run) => [run.name, `Measured on ${date} with \`npm run bench -- --only ${run.name}\`: ${machine()}, load ${loadBefore.toFixed(1)} before it began.\n\n${benchTable([run])}`]));
    await writeFile(page, placeResults(await readFile(page, 'utf8'), written));
    console.log(`\nWritten to ${path.relative(process.cwd(), page)}.`);
  }
  process.exitCode = failed.length ? 1 : 0;
}

function machine(): string {
  const [{ model }] = cpus();
  return `${model.trim()}, ${availableParallelism()} threads, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release().split('-')[0]}, Node ${process.versions.node}`;
}

runAll().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
