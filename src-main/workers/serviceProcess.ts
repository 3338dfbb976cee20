// The service: one process that keeps cases, jobs, reports and models, and answers the shell that started it.
// Arguments: the folder of the library.
import path from 'node:path';
import { failureOf } from '#shared/contract/failureOf.ts';
import { defaultLibraryDirectory } from '#main/service/places.ts';
import { asMyeloscopeError } from '#main/service/workstation/asMyeloscopeError.ts';
import type { Workstation } from '#main/service/workstation/openWorkstation.ts';
import { openWorkstation } from '#main/service/workstation/openWorkstation.ts';
import type { StartWorker } from '#main/service/workstation/startWorker.ts';
import { endWithParent } from '#main/supervision/endWithParent.ts';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';
import { parentChannel } from '#main/supervision/parentChannel.ts';
import { serveCalls } from './serveCalls.ts';

// Below Electron, programs that this one starts with its own executable must start as Node and not as another window.
if (process.versions['electron']) process.env['ELECTRON_RUN_AS_NODE'] = '1';

const channel = parentChannel();
if (!channel) {
  process.stderr.write('This is a part of Myeloscope that the window starts. Give "npm start" instead.\n');
  process.exit(2);
}

const fork = forkWithNode();
const startWorker: StartWorker = (entry, order) => {
  const worker = fork({ name: `Myeloscope ${entry}`, entry: path.join(import.meta.dirname, `${entry}Process.ts`), lowPriority: true });
  worker.send(order);
  return worker;
};

let workstation: Workstation | undefined;
endWithParent(channel, () => workstation?.close());
try {
  workstation = openWorkstation({ libraryDirectory: process.argv[2] ?? defaultLibraryDirectory(), startWorker });
  channel.onMessage(serveCalls(workstation.call.bind(workstation), channel.send.bind(channel)));
  workstation.onEvent((event) => { channel.send({ kind: 'event', event }); });
  channel.send({ control: 'ready' });
} catch (error) {
  // A library of a newer version, a folder that can't be written to: another start would end the same.
  channel.send({ control: 'unusable', failure: failureOf(asMyeloscopeError(error)) });
  // Not process.exit at once: the message would be lost with it.
  setTimeout(() => process.exit(0), 500);
}
