import type { Page } from 'playwright-core';

/**
 * The floor of seeing pictures: milliseconds until these addresses, fetched side by side from the host by bare image elements with
 * nothing around them, are decoded and a frame has been made with them. `paths` are below the host's pictures (`tile/1/0/0/0`).
 */
export function timeBarePictures(page: Page, paths: readonly string[]): Promise<number> {
  return page.evaluate(async (wanted) => {
    const began = performance.now();
    // A mark of its own: nothing of it is in the browser's memory.
    const mark = `@floor${String(began)}`;
    const pictures = wanted.map((address) => Object.assign(new Image(), { src: `/picture/${mark}/${address}` }));
    await Promise.all(pictures.map((picture) => picture.decode()));
    document.body.append(...pictures);
    await new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    });
    const ms = performance.now() - began;
    for (const picture of pictures) picture.remove();
    return ms;
  }, paths);
}
