import type { Page } from 'playwright-core';

/** Milliseconds from a click that opens a screen until something of it is seen. */
export interface SlideOpening {
  /** A picture of the slide, however coarse. */
  readonly pictureMs: number;
  /** Its cells upon it. */
  readonly cellsMs: number;
}

/** Opens a slide and waits for it. */
export function openSlideScreen(page: Page, caseId: number): Promise<SlideOpening> {
  return page.evaluate((fragment) => new Promise<SlideOpening>((resolve) => {
    const began = performance.now();
    const middlePx = 64;
    const isPainted = (canvas: HTMLCanvasElement | null): boolean => {
      if (!canvas || canvas.width < 4 * middlePx) return false;
      const { data } = canvas.getContext('2d')!.getImageData(canvas.width / 2 - middlePx / 2, canvas.height / 2 - middlePx / 2, middlePx, middlePx);
      return data.some((value, at) => at % 4 === 3 && value > 0);
    };
    let [pictureMs, cellsMs] = [0, 0];
    const look = (): void => {
      const seen = { picture: isPainted(document.querySelector<HTMLCanvasElement>('.slidePicture canvas')), cells: isPainted(document.querySelector<HTMLCanvasElement>('canvas.slideCells')) };
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        // The frame of this look has been made.
        if (seen.picture) pictureMs ||= performance.now() - began;
        if (seen.cells) cellsMs ||= performance.now() - began;
        if (pictureMs > 0 && cellsMs > 0) resolve({ pictureMs, cellsMs });
        else requestAnimationFrame(look);
      };
      port2.postMessage(null);
    };
    location.hash = fragment;
    requestAnimationFrame(look);
  }), `#/case/${String(caseId)}/slide`);
}

/** Opens a gallery and gives the milliseconds until every picture in sight is there. */
export function openGalleryScreen(page: Page, caseId: number): Promise<number> {
  return page.evaluate((fragment) => new Promise<number>((resolve) => {
    const began = performance.now();
    const isFull = (): boolean => {
      const grid = document.querySelector('.galleryGrid');
      const seen = grid?.getBoundingClientRect();
      const pictures = [...(grid?.querySelectorAll('img') ?? [])].filter((picture) => picture.getBoundingClientRect().top < seen!.bottom);
      return pictures.length > 0 && pictures.every((picture) => picture.complete && picture.naturalWidth > 0);
    };
    const look = (): void => {
      const isThere = isFull();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        if (isThere) resolve(performance.now() - began);
        else requestAnimationFrame(look);
      };
      port2.postMessage(null);
    };
    location.hash = fragment;
    requestAnimationFrame(look);
  }), `#/case/${String(caseId)}/gallery`);
}
