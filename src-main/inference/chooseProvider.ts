import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ProviderName } from './modelRunner.ts';
import { missingFor } from './providerFiles.ts';
import type { TrialResult } from './trialRun.ts';
import { trialRun } from './trialRun.ts';
import { tryProvider } from './tryProvider.ts';

/** A provider that was considered, and in plain words why it is not used. */
export interface RejectedProvider { readonly provider: ProviderName; readonly reason: string }
export interface ProviderChoice { readonly provider: ProviderName; readonly rejected: readonly RejectedProvider[] }

/** What the choice rests on; tests put their own in place. */
export interface ProviderProbe {
  readonly missing: (provider: ProviderName) => string | undefined;
  readonly attempt: (provider: ProviderName) => Promise<TrialResult | { readonly failure: string }>;
  readonly onCpu: () => Promise<TrialResult>;
}

/** Fastest first. */
const candidates: readonly ProviderName[] = ['cuda', 'dml', 'webgpu'];
/** 32-bit sums in another order differ by some 1e-6; half-precision arithmetic, which is not wanted, by 1e-3. */
const tolerance = 1e-4;

const thisMachine: ProviderProbe = { missing: (provider) => missingFor(provider), attempt: tryProvider, onCpu: () => trialRun('cpu') };

/**
 * Finds what models shall run on. The runtime does not fall back by itself, so each provider is looked at alone: its
 * files, then a trial in a process of its own, whose answer must be the processor's. With `auto` it must not be slower
 * than the processor either (a driver without a graphics card behind it is).
 *
 * @throws MyeloscopeError `provider-unavailable` where one provider was asked for and cannot be used
 */
export async function chooseProvider(wanted: 'auto' | ProviderName, probe: ProviderProbe = thisMachine): Promise<ProviderChoice> {
  if (wanted === 'cpu') return { provider: 'cpu', rejected: [] };
  const rejected: RejectedProvider[] = [];
  for (const provider of wanted === 'auto' ? candidates : [wanted]) {
    const reason = await reasonAgainst(provider, wanted === 'auto', probe);
    if (reason === undefined) return { provider, rejected };
    rejected.push({ provider, reason });
  }
  if (wanted !== 'auto') {
    throw new MyeloscopeError('provider-unavailable', `The provider ${wanted} cannot be used: ${rejected[0].reason}.`, 'Choose the provider auto or cpu.');
  }
  return { provider: 'cpu', rejected };
}

async function reasonAgainst(provider: ProviderName, mustBeFast: boolean, probe: ProviderProbe): Promise<string | undefined> {
  const missing = probe.missing(provider);
  if (missing !== undefined) return missing;
  const result = await probe.attempt(provider);
  if ('failure' in result) return inPlainWords(result.failure);
  const expected = await probe.onCpu();
  const size = Math.max(...expected.answer.map(Math.abs));
  const agrees = result.answer.length === expected.answer.length
    && result.answer.every((value, index) => Math.abs(value - expected.answer[index]) <= tolerance * size);
  if (!agrees) return 'it computes other results than the processor';
  if (mustBeFast && result.milliseconds > expected.milliseconds) {
    return `it is slower than the processor (${result.milliseconds.toFixed(0)} against ${expected.milliseconds.toFixed(0)} ms)`;
  }
  return undefined;
}

/** The runtime's messages name its source files; these are the two causes seen in practice. */
function inPlainWords(failure: string): string {
  if (/adapter/i.test(failure)) return 'no graphics device that it can use was found';
  if (/shared library|cannot open shared object|LoadLibrary/i.test(failure)) return 'its libraries, or the driver and toolkit they need, could not be loaded';
  return failure;
}
