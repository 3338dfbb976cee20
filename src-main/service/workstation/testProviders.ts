import type { Settings } from '#shared/contract/settingsCommands.ts';
import type { ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { chooseProvider } from '#main/inference/chooseProvider.ts';
import type { ProviderName } from '#main/inference/modelRunner.ts';

const shownNames: Readonly<Record<ProviderName, string>> = { cpu: 'the processor', cuda: 'an NVIDIA graphics card (CUDA)', dml: 'a graphics card through DirectML', webgpu: 'a graphics card through WebGPU' };

/** Tries each provider of this machine in a process of its own against the processor, and says in plain words what came of it. */
export async function testProviders(wanted: Settings['provider'], choose: typeof chooseProvider, work: WorkContext): Promise<ResultOf<'settings.testProvider'>> {
  const names: readonly ProviderName[] = ['cuda', 'dml', 'webgpu'];
  const tried: { provider: string; works: boolean; sentence: string }[] = [{ provider: 'cpu', works: true, sentence: 'The processor is always there; the others are compared with it.' }];
  for (const [index, provider] of names.entries()) {
    throwIfCancelled(work.signal);
    work.report?.({ stage: `Trying ${shownNames[provider]}`, done: index, total: names.length + 1 });
    tried.push(await choose(provider).then(
      () => ({ provider, works: true, sentence: `Models run on ${shownNames[provider]} and give the results of the processor.` }),
      (cause: unknown) => {
        if (!(cause instanceof MyeloscopeError)) throw cause;
        return { provider, works: false, sentence: cause.message };
      },
    ));
  }
  throwIfCancelled(work.signal);
  work.report?.({ stage: 'Comparing their speed', done: names.length, total: names.length + 1 });
  const chosen = wanted === 'auto' ? await choose('auto') : undefined;
  const slow = chosen?.rejected.filter(({ provider }) => tried.some((one) => one.provider === provider && one.works)) ?? [];
  const inUse = chosen?.provider ?? (tried.some(({ provider, works }) => provider === wanted && works) ? wanted : 'none');
  return { inUse, tried: tried.map((one) => ({ ...one, sentence: [one.sentence, ...slow.filter(({ provider }) => provider === one.provider).map(({ reason }) => `It is not used: ${reason}.`)].join(' ') })) };
}
