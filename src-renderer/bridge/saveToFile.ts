import * as v from 'valibot';
import { saveOutcome } from '#shared/contract/saveOutcome.ts';
import { bridgeTexts } from '../texts/bridge.ts';
import { ServiceFailure } from './serviceFailure.ts';
import { shellBridge } from './shellBridge.ts';

/**
 * Saves bytes where the person says. Gives the sentence that tells where they went, undefined where the person did not want it
 * after all. Rejects with a `ServiceFailure`.
 */
export async function saveToFile(name: string, mimeType: string, bytes: Uint8Array): Promise<string | undefined> {
  const outcome = v.parse(saveOutcome, await shellBridge.save(name, mimeType, bytes));
  switch (outcome.kind) {
    case 'saved': return bridgeTexts.saved(outcome.place);
    case 'handedOver': return bridgeTexts.handedOver(outcome.name);
    case 'notWanted': return undefined;
    case 'failed': throw new ServiceFailure(outcome.failure);
  }
}
