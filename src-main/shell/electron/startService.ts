import path from 'node:path';
import { readControlMessage } from '#main/supervision/controlMessages.ts';
import type { ForkedProcess } from '#main/supervision/forkedProcess.ts';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';
import { findNode, isNewEnough } from './findNode.ts';
import { forkWithElectron } from './forkWithElectron.ts';

/** Whether this Electron's own Node can run the service: new enough, and built to read TypeScript. */
function electronCanServe(): boolean {
  return isNewEnough(process.versions.node) && Boolean((process.features as { typescript?: unknown }).typescript);
}

/**
 * How the service is started: as a utility process where this Electron's Node can run it, else in a Node of its own. A utility
 * process that ends before it served is not tried again where there is a Node. Throws where there is neither.
 */
export function serviceStarter(programDirectory: string, libraryDirectory: string): () => ForkedProcess {
  const request = { name: 'Myeloscope service', entry: path.join(programDirectory, 'src-main/workers/serviceProcess.ts'), args: [libraryDirectory] };
  let isUtility = electronCanServe();
  let nodePath: string | undefined;
  const inNode = (): ForkedProcess | undefined => {
    nodePath ??= findNode(programDirectory);
    return nodePath === undefined ? undefined : forkWithNode(nodePath)(request);
  };
  if (!isUtility && findNode(programDirectory) === undefined) throw new Error('Myeloscope needs Node 22.18 or newer beside this Electron: install Node 24 from nodejs.org, then start it again.');
  return () => {
    if (!isUtility) return inNode()!;
    const utility = forkWithElectron(request);
    let hasServed = false;
    utility.onMessage((message) => { hasServed ||= readControlMessage(message) !== undefined; });
    utility.onExit(() => { isUtility = hasServed || findNode(programDirectory) === undefined; });
    return utility;
  };
}
