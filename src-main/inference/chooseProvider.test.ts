import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ProviderProbe } from './chooseProvider.ts';
import { chooseProvider } from './chooseProvider.ts';
import { missingFor } from './providerFiles.ts';
import { trialRun } from './trialRun.ts';
import { tryProvider } from './tryProvider.ts';

const cpu = { answer: [1, -2, 3], milliseconds: 10 };
const probe = (overrides: Partial<ProviderProbe>): ProviderProbe => ({
  missing: (provider) => (provider === 'webgpu' ? undefined : 'its files are not installed'),
  attempt: () => Promise.resolve({ ...cpu, milliseconds: 2 }), onCpu: () => Promise.resolve(cpu), ...overrides,
});

test('auto takes the first provider that works and says why not the others', async () => {
  expect(await chooseProvider('auto', probe({}))).toEqual({
    provider: 'webgpu', rejected: [{ provider: 'cuda', reason: 'its files are not installed' }, { provider: 'dml', reason: 'its files are not installed' }],
  });
});

test.each([
  ['it computes other results than the processor', { answer: [1, -2, 3.01], milliseconds: 2 }],
  ['it computes other results than the processor', { answer: [1, -2], milliseconds: 2 }],
  ['it computes other results than the processor', { answer: [1, NaN, 3], milliseconds: 2 }],
  ['it is slower than the processor (99 against 10 ms)', { ...cpu, milliseconds: 99 }],
  ['its driver ended the process (SIGABRT)', { failure: 'its driver ended the process (SIGABRT)' }],
  ['no graphics device that it can use was found', { failure: 'webgpu_context.cc:100 Failed to get a WebGPU adapter: No supported adapters' }],
])('auto falls back to the processor: %s', async (reason, result) => {
  const choice = await chooseProvider('auto', probe({ attempt: () => Promise.resolve(result) }));
  expect(choice.provider).toBe('cpu');
  expect(choice.rejected.at(-1)).toEqual({ provider: 'webgpu', reason });
});

test('a provider asked for by name is used even where it is slow, or refused with the reason', async () => {
  const slow = probe({ attempt: () => Promise.resolve({ ...cpu, milliseconds: 99 }) });
  expect(await chooseProvider('webgpu', slow)).toEqual({ provider: 'webgpu', rejected: [] });
  await expect(chooseProvider('cuda', slow)).rejects.toMatchObject({
    code: 'provider-unavailable', message: 'The provider cuda cannot be used: its files are not installed.',
  });
});

test('files are looked for beside the runtime, by platform', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'providers-'));
  expect(missingFor('dml', 'linux', folder)).toBe('it does not exist for this operating system');
  expect(missingFor('cuda', 'linux', folder)).toMatch(/libonnxruntime_providers_shared\.so and libonnxruntime_providers_cuda\.so are not installed/);
  writeFileSync(path.join(folder, 'DirectML.dll'), '');
  expect(missingFor('dml', 'win32', folder)).toBeUndefined();
  rmSync(folder, { recursive: true });
});

test('the trial model gives in a process of its own what it gives here', async () => {
  const here = await trialRun('cpu');
  const apart = await tryProvider('cpu');
  expect(apart).toMatchObject({ answer: here.answer });
  expect(new Set(here.answer).size).toBeGreaterThan(4);
});

test('a provider without a device is a reason, not a crash', async () => {
  const result = await tryProvider('cuda');
  if ('failure' in result) expect(result.failure.length).toBeGreaterThan(10);
  else expect(result.answer).toHaveLength(16);
});
