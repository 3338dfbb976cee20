import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ProviderName } from './modelRunner.ts';

/** Where the runtime's own libraries lie: a provider's files must lie beside them. */
export function runtimeFolder(): string {
  const entry = createRequire(import.meta.url).resolve('onnxruntime-node');
  return path.join(path.dirname(entry), '..', 'bin', 'napi-v6', process.platform, process.arch);
}

/** Files a provider needs beside the runtime, by platform. A platform that is not listed has no such provider. */
const neededFiles: Record<ProviderName, Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  cpu: { linux: [], win32: [], darwin: [] },
  cuda: {
    linux: ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'],
    win32: ['onnxruntime_providers_shared.dll', 'onnxruntime_providers_cuda.dll'],
  },
  dml: { win32: ['DirectML.dll'] },
  webgpu: { linux: [], win32: [], darwin: [] },
};

/** What keeps a provider from being tried at all, in words; undefined where nothing does. The runtime says it on stderr alone. */
export function missingFor(provider: ProviderName, platform = process.platform, folder = runtimeFolder()): string | undefined {
  const files = neededFiles[provider][platform];
  if (!files) return 'it does not exist for this operating system';
  const missing = files.filter((file) => !existsSync(path.join(folder, file)));
  return missing.length > 0 ? `the files ${missing.join(' and ')} are not installed in ${folder}` : undefined;
}
