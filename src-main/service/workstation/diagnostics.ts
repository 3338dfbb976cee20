import os from 'node:os';
import { statfs } from 'node:fs/promises';
import type { ModelCard } from '#shared/models/modelCard.ts';
import type { Library } from '#main/store/library.ts';
import { readSettings } from './laboratorySettings.ts';
import { libraryBytes } from './libraryBytes.ts';

const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/**
 * The state of program, machine, models and jobs as text that may leave the hospital. It is built from numbers, versions and
 * fixed words alone: no patient, user, slide or path, and no sentence of a failure, since these name files.
 */
export async function diagnosticsText(library: Library, libraryDirectory: string, cards: readonly ModelCard[], softwareVersion: string, now: Date): Promise<string> {
  const { settings, unusable, leftOutLimits } = readSettings(library);
  const disk = await statfs(libraryDirectory).catch(() => undefined);
  const counts = library.diagnostics.rowCounts();
  const lines: [string, string][] = [
    ['Myeloscope', softwareVersion], ['written', now.toISOString()],
    ['system', `${os.type()} ${os.release()} ${os.arch()}`], ['processor', `${String(os.availableParallelism())} threads, ${os.cpus().at(0)?.model ?? 'unknown'}`],
    ['memory', `${gibibytes(os.totalmem())}, ${gibibytes(os.freemem())} free`], ['Node', `${process.version}, uptime ${process.uptime().toFixed(0)} s, ${gibibytes(process.memoryUsage().rss)} in use`],
    ['library', `${String(await libraryBytes(library))} bytes, schema ${library.diagnostics.lastMigration()}, check: ${library.diagnostics.isWhole() ? 'whole' : 'DAMAGED'}`],
    ['disk of the library', disk ? `${gibibytes(disk.bavail * disk.bsize)} free of ${gibibytes(disk.blocks * disk.bsize)}` : 'not known'],
    ...Object.entries(counts).map(([table, rows]): [string, string] => [`rows of ${table}`, String(rows)]),
    ...library.diagnostics.jobStates().map(({ kind, state, jobs, deaths }): [string, string] => [`jobs ${kind} ${state}`, `${String(jobs)}, ended with their process: ${String(deaths)}`]),
    ...library.diagnostics.slideFormats().map(({ format, slides }): [string, string] => [`slides of format`, `${withoutNames(format)}: ${String(slides)}`]),
    ...cards.map(({ kind, name, version, sha256 }): [string, string] => [`model ${kind}`, `${name} ${version} ${sha256}`]),
    ['provider chosen', settings.provider], ['users', String(settings.users.length)],
    ['settings', `interval ${settings.interval}, M:E ${settings.myeloidErythroid}, UNK ${settings.unknownInDenominator ? 'in' : 'outside'} the denominator, neutrophils ${settings.neutrophilsCombined ? 'together' : 'apart'}, targets ${String(settings.targets.marrow)} and ${String(settings.targets.blood)}`],
    ...unusable.map((name): [string, string] => ['setting that can\'t be used', name]), ...(leftOutLimits.length > 0 ? [['limits that can\'t be watched', String(leftOutLimits.length)] as [string, string]] : []),
  ];
  return `${lines.map(([what, value]) => `${what}: ${value}`).join('\n')}\n`;
}

/** A slide's format as its reader names it; anything else that got there is not told. */
const withoutNames = (format: string): string => (/^[A-Za-z0-9 ()-]{1,60}$/.test(format) && !/\.\w/.test(format) ? format : 'another');
