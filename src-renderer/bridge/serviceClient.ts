import { pictureAddress } from '#shared/contract/pictureAddress.ts';
import type { PictureCommand } from '#shared/contract/pictureAddress.ts';
import type { ArgumentsOf } from '#shared/contract/contract.ts';
import { connectService } from './serviceConnection.ts';
import { shellBridge } from './shellBridge.ts';

const connection = connectService(shellBridge);

/** Asks the service for something. Rejects with a `ServiceFailure`. */
export const callService = connection.call;
/** What the service tells unasked. Gives the function that ends it. */
export const onServiceEvent = connection.onServiceEvent;
/** What the shell tells: the service's state, menu commands. Gives the function that ends it. */
export const onShellEvent = connection.onShellEvent;
/** What the shell asks to be opened, also before the window was there. Gives the function that ends it. */
export const onOpenPaths = connection.onOpenPaths;

/** The address of a picture, for `src` and `fetch`. */
export function pictureUrl<Name extends PictureCommand>(name: Name, given: ArgumentsOf<Name>): string {
  return shellBridge.pictureBase + pictureAddress(name, given);
}
