import type { App, Session } from 'electron';
import { pageAddress } from './schemes.ts';

/** Nothing that a page shows or runs leads anywhere else: no navigation, no new windows, no embedded pages. */
export function hardenContents(app: App): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // Reloading its own page is fine.
    contents.on('will-navigate', (event, url) => { if (url !== pageAddress) event.preventDefault(); });
    contents.on('will-redirect', (event) => { event.preventDefault(); });
    contents.on('will-attach-webview', (event) => { event.preventDefault(); });
  });
}

/** No camera, position, notification, device or download that nobody asked for; nothing from the network. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => { answer(false); });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => { event.preventDefault(); });
  session.webRequest.onBeforeRequest(({ url }, answer) => { answer({ cancel: !/^(smear-app|smear-tile|blob|data|devtools):/.test(url) }); });
  session.setSpellCheckerEnabled(false);
}
