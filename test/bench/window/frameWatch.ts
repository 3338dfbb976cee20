import type { Page } from 'playwright-core';

interface FrameWatch {
  /** Milliseconds from each frame to the next; of a slide, of those frames alone in which it was drawn anew. */
  readonly intervalsMs: number[];
  /** Pixels of the cells' canvas painted since the last look, one entry a painting. */
  paintedPx: number[];
  /** Whether the slide's picture was drawn since the last frame. */
  isMoved: boolean;
  isRunning: boolean;
}
declare global { interface Window { frameWatch?: FrameWatch } }

/** Runs in the page, before anything of the product. */
function watchFrames(): void {
  const watch: FrameWatch = { intervalsMs: [], paintedPx: [], isMoved: false, isRunning: false };
  window.frameWatch = watch;
  const { putImageData, drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function noticeSlide(this: CanvasRenderingContext2D, ...given: unknown[]): void {
    if (this.canvas.closest('.slidePicture')) watch.isMoved = true;
    Reflect.apply(drawImage, this, given);
  };
  CanvasRenderingContext2D.prototype.putImageData = function countPixels(this: CanvasRenderingContext2D, ...given: unknown[]): void {
    const [picture, , , , , width, height] = given as [ImageData, ...(number | undefined)[]];
    if (this.canvas.classList.contains('slideCells')) watch.paintedPx.push((width ?? picture.width) * (height ?? picture.height));
    Reflect.apply(putImageData, this, given);
  };
}

/** Has the page count its frames and what is painted of cells. To be called before the window is loaded. */
export async function installFrameWatch(page: Page): Promise<void> {
  await page.addInitScript(watchFrames);
}

/**
 * Milliseconds from frame to frame while something is done, as the browser's clock of frames has them: 16.7 where none is left out.
 * `onlyMoved`: of frames in which the slide was drawn anew alone, so that those in which nothing moved don't make it look better.
 */
export async function intervalsWhile(page: Page, act: () => Promise<void>, { onlyMoved = false } = {}): Promise<number[]> {
  await page.evaluate((isOfMoved) => {
    const watch = window.frameWatch!;
    watch.intervalsMs.length = 0;
    watch.isMoved = false;
    watch.isRunning = true;
    let last: number | undefined;
    let wasMoved = false;
    const frame = (now: number): void => {
      if (last !== undefined && (wasMoved || !isOfMoved)) watch.intervalsMs.push(now - last);
      last = now;
      // Painting is done in other callbacks of this frame, or between it and the next: what was found now belongs to the interval that begins.
      wasMoved = watch.isMoved;
      watch.isMoved = false;
      if (watch.isRunning) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }, onlyMoved);
  await act();
  return page.evaluate(() => {
    window.frameWatch!.isRunning = false;
    return window.frameWatch!.intervalsMs;
  });
}

/** The paintings of cells since the last look, by their pixels. */
export async function takePaintedPx(page: Page): Promise<number[]> {
  return page.evaluate(() => window.frameWatch!.paintedPx.splice(0));
}
