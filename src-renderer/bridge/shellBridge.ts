import type { Bridge } from '#shared/contract/bridge.ts';
import { createWebBridge } from './webBridge.ts';

declare global {
  interface Window { readonly myeloscopeBridge?: Bridge }
}

/** The bridge of this window's shell: Electron's preload has put one there; under the web host the window makes its own. */
export const shellBridge: Bridge = window.myeloscopeBridge ?? createWebBridge();
