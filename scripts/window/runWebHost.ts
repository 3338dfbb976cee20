import path from 'node:path';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';
import type { ServiceClient } from '#main/shell/client/serviceClient.ts';
import { openServiceClient } from '#main/shell/client/serviceClient.ts';
import type { WebHost, WebHostOptions } from '#main/shell/web/openWebHost.ts';
import { openWebHost } from '#main/shell/web/openWebHost.ts';

/** A host with its service. `end` closes both, once; `ended` is fulfilled then. */
export interface RunningHost { readonly host: WebHost; readonly client: ServiceClient; readonly end: () => void; readonly ended: Promise<void> }

/** Starts the service and the web host. They end on Ctrl-C, on a polite request to end, or by `end`. */
export async function runWebHost(root: string, options: Omit<WebHostOptions, 'client'>, say: (line: string) => void): Promise<RunningHost> {
  const client = openServiceClient({
    startService: () => forkWithNode()({ name: 'Myeloscope service', entry: path.join(root, 'src-main/workers/serviceProcess.ts'), args: [options.libraryDirectory] }),
  });
  client.onEvent((event) => { if ('shell' in event && event.state === 'down' && event.sentence) say(event.sentence); });
  const host = await openWebHost({ client, ...options }).catch(async (error: unknown) => {
    await client.close();
    throw error;
  });
  let tellEnded: () => void;
  const ended = new Promise<void>((resolve) => { tellEnded = resolve; });
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    void Promise.all([host.close(), client.close()]).then(() => { tellEnded(); });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  return { host, client, end, ended };
}
