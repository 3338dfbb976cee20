// A vitest reporter that writes counts, and every skipped test with its reason, for scripts/test.ts.
import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export interface TestTally {
  passed: number;
  failed: number;
  skipped: { name: string; reason: string }[];
  failures: string[];
  /** The files that took longest, in seconds. */
  slowest: { name: string; seconds: number }[];
}

const slowestNamed = 6;

const slowestOf = (modules: readonly TestModule[]): TestTally['slowest'] => modules.map((module) => ({ name: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 }))
  .sort((a, b) => b.seconds - a.seconds).slice(0, slowestNamed);

export default class TestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tally: TestTally = { passed: 0, failed: 0, skipped: [], failures: [], slowest: slowestOf(modules) };
    const fail = (name: string) => {
      tally.failed++;
      tally.failures.push(name.split('\n')[0]);
    };
    for (const module of modules) {
      // A file that can't be loaded has no tests to fail.
      for (const error of module.errors()) fail(`${module.relativeModuleId}: ${error.message}`);
      for (const suite of module.children.allSuites()) for (const error of suite.errors()) fail(`${suite.fullName}: ${error.message}`);
      for (const test of module.children.allTests()) this.count(test, tally, fail);
    }
    for (const error of errors) fail(`outside any test: ${String((error as Error).message)}`);
    const file = process.env.MYELOSCOPE_TEST_TALLY;
    if (file) writeFileSync(file, JSON.stringify(tally));
  }

  private count(test: TestCase, tally: TestTally, fail: (name: string) => void): void {
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    const result = test.result();
    if (result.state === 'passed') tally.passed++;
    else if (result.state === 'skipped') tally.skipped.push({ name, reason: result.note ?? 'its own condition (skip or skipIf) is not met here' });
    else fail(name);
  }
}
