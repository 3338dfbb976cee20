// A process of its own for test/bench/wholeDifferential.ts: counts a slide once, in a library of its own, and prints where
// the seconds went, as JSON. countOnce.ts SLIDE TARGET SCHEME
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountModels } from '#main/service/countModels.ts';
import { loadCountModels } from '#main/service/countModels.ts';

/** What a count of one slide cost. Seconds of stages are of waiting for them; stages overlap a little. */
export interface CountCost {
  readonly seconds: number;
  readonly counted: number;
  readonly cellsNamed: number;
  readonly peakMemoryMiB: number;
  readonly stages: Readonly<Record<string, number>>;
}

if (process.argv[1] === import.meta.filename) {
  const [slide, target, scheme] = process.argv.slice(2);
  const stages: Record<string, number> = {};
  const timed = <Values extends unknown[], Result>(stage: string, work: (...values: Values) => Promise<Result>) => async (...values: Values): Promise<Result> => {
    const began = performance.now();
    try {
      return await work(...values);
    } finally {
      stages[stage] = (stages[stage] ?? 0) + (performance.now() - began) / 1000;
    }
  };
  let cellsNamed = 0;
  const load = async (): Promise<CountModels> => {
    const models = await timed('loading models', loadCountModels)({ provider: 'auto' });
    const { detector, classifier } = models;
    const classify: typeof classifier.classify = (crops, signal) => { cellsNamed += crops.length; return classifier.classify(crops, signal); };
    return {
      ...models,
      measureScale: timed('scale', models.measureScale),
      chooseRegions: timed('region choice', models.chooseRegions),
      detector: { ...detector, detect: timed('detection network', (picture) => detector.detect(picture)) },
      classifier: { ...classifier, classify: timed('classification', classify) },
    };
  };
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-count-'));
  try {
    const began = performance.now();
    const { document } = await countAndReport({
      paths: [slide], outDirectory: path.join(directory, 'out'), libraryDirectory: path.join(directory, 'library'), scheme: scheme === 'blood' ? 'blood' : 'marrow',
      target: Number(target), provider: 'auto', paper: 'a4', force: true, restart: false,
    }, {}, load);
    const cost: CountCost = { seconds: (performance.now() - began) / 1000, counted: document.counted, cellsNamed, peakMemoryMiB: process.resourceUsage().maxRSS / 1024, stages };
    process.stdout.write(JSON.stringify(cost));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
