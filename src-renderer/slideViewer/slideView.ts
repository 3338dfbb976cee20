import OpenSeadragon from 'openseadragon';
import { keepViewerStylesOut } from './keepViewerStylesOut.ts';
import { MovingSmoothness } from './movingSmoothness.ts';
import { SlideTileSource } from './slideTileSource.ts';
import type { TileAddress } from './slideTileSource.ts';
import type { ViewerLevel } from './viewerLevels.ts';
import { sameView } from './viewTransform.ts';
import type { ViewTransform } from './viewTransform.ts';

/** What the hand does on the slide. Places in CSS pixels of the viewer. `keepStill`: the slide does not follow. */
export interface SlideGesture {
  readonly kind: 'press' | 'drag' | 'dragEnd' | 'click';
  readonly x: number;
  readonly y: number;
  keepStill(): void;
}

/** How far one may zoom in: CSS pixels a level-0 pixel. Beyond it only blur grows. */
const largestScale = 12;
const smallestShare = 0.6;

/** A slide on the screen: OpenSeadragon behind level-0 pixels and CSS pixels, so that nothing else need know its coordinates. */
export class SlideView {
  readonly #viewer: OpenSeadragon.Viewer;
  readonly #navigator: HTMLElement;
  readonly #widthPx: number;
  readonly #smoothness = new MovingSmoothness((isSmooth) => { this.#viewer.drawer.setImageSmoothingEnabled(isSmooth); });
  #last: ViewTransform | undefined;
  /** What was asked for before the slide was open. */
  #waiting: (() => void) | undefined;
  readonly #drawListeners = new Set<(view: ViewTransform, context: CanvasRenderingContext2D) => void>();
  readonly #moveListeners = new Set<(view: ViewTransform) => void>();
  readonly #gestureListeners = new Set<(gesture: SlideGesture) => void>();
  readonly #failureListeners = new Set<() => void>();

  /**
   * @param navigator Element in which the small picture of the whole slide stands.
   * @param name What a screen reader says of the picture when it has the focus.
   */
  constructor(element: HTMLElement, navigator: HTMLElement, name: string, levels: readonly ViewerLevel[], address: TileAddress) {
    this.#widthPx = levels[0].widthPx;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    // An element of its own: OpenSeadragon puts it into another, and React would miss its own.
    const smallPicture = document.createElement('div');
    smallPicture.style.cssText = 'inline-size: 100%; block-size: 100%';
    navigator.replaceChildren(smallPicture);
    this.#navigator = navigator;
    keepViewerStylesOut();
    this.#viewer = new OpenSeadragon.Viewer({
      element, drawer: 'canvas', showNavigationControl: false, showNavigator: true, navigatorElement: smallPicture,
      tileSources: [new SlideTileSource(levels, address) as unknown as OpenSeadragon.TileSource],
      animationTime: isStill ? 0 : 0.25, springStiffness: 8, blendTime: 0, immediateRender: false, imageLoaderLimit: 8, maxImageCacheCount: 400,
      visibilityRatio: 0.3, minZoomImageRatio: smallestShare, maxZoomPixelRatio: largestScale, preserveImageSizeOnResize: true,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: false, flickEnabled: false }, gestureSettingsPen: { clickToZoom: false }, gestureSettingsTouch: { clickToZoom: false, dblClickToZoom: true },
      keyboardNavEnabled: false,
    } as OpenSeadragon.Options);
    this.#viewer.addHandler('open', () => {
      this.#waiting?.();
      this.#waiting = undefined;
    });
    this.#viewer.addHandler('update-viewport', () => { this.#drawn(); });
    this.#viewer.addHandler('animation-finish', () => { this.#smoothness.ended(); });
    this.#viewer.addHandler('tile-load-failed', () => { for (const listener of this.#failureListeners) listener(); });
    const { canvas, navigator: small } = this.#viewer as unknown as { canvas: HTMLElement; navigator: { canvas: HTMLElement } };
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', name);
    // The small picture does nothing that the keys of the large one don't do.
    small.canvas.tabIndex = -1;
    const gesture = (kind: SlideGesture['kind']) => (event: { position?: OpenSeadragon.Point; preventDefaultAction?: boolean; quick?: boolean }): void => {
      if (!event.position || (kind === 'click' && event.quick === false)) return;
      const { x, y } = event.position;
      for (const listener of this.#gestureListeners) listener({ kind, x, y, keepStill: () => { event.preventDefaultAction = true; } });
    };
    this.#viewer.addHandler('canvas-press', gesture('press'));
    this.#viewer.addHandler('canvas-drag', gesture('drag'));
    this.#viewer.addHandler('canvas-drag-end', gesture('dragEnd'));
    this.#viewer.addHandler('canvas-click', gesture('click'));
  }

  /** As it is seen now; undefined until the slide is open. */
  get view(): ViewTransform | undefined {
    const { viewport } = this.#viewer;
    if (!this.#viewer.isOpen()) return undefined;
    const centre = viewport.getCenter(true);
    const { x: screenWidth, y: screenHeight } = viewport.getContainerSize();
    return {
      scale: (viewport.getZoom(true) * screenWidth) / this.#widthPx, rotationDegrees: viewport.getRotation(true),
      centreXPx: centre.x * this.#widthPx, centreYPx: centre.y * this.#widthPx, screenWidth, screenHeight,
    };
  }

  /** Called after each frame, with the canvas on which the slide has been drawn (in device pixels). */
  onDraw(listener: (view: ViewTransform, context: CanvasRenderingContext2D) => void): () => void {
    this.#drawListeners.add(listener);
    return () => { this.#drawListeners.delete(listener); };
  }

  /** Called in each frame in which the slide lies otherwise than in the one before. */
  onMove(listener: (view: ViewTransform) => void): () => void {
    this.#moveListeners.add(listener);
    return () => { this.#moveListeners.delete(listener); };
  }

  onGesture(listener: (gesture: SlideGesture) => void): () => void {
    this.#gestureListeners.add(listener);
    return () => { this.#gestureListeners.delete(listener); };
  }

  /** Called when a part of the picture could not be had. */
  onPictureFailure(listener: () => void): () => void {
    this.#failureListeners.add(listener);
    return () => { this.#failureListeners.delete(listener); };
  }

  #drawn(): void {
    const { view } = this;
    if (!view) return;
    const { context } = this.#viewer.drawer as unknown as { context: CanvasRenderingContext2D };
    for (const listener of this.#drawListeners) listener(view, context);
    const nowMs = Number(document.timeline.currentTime);
    if (sameView(this.#last, view)) { this.#smoothness.stood(nowMs); return; }
    this.#last = view;
    this.#smoothness.moved(nowMs);
    for (const listener of this.#moveListeners) listener(view);
  }

  /** Draws the slide again where it lies: what is drawn over it has changed. */
  redraw(): void {
    this.#viewer.forceRedraw();
  }

  /** Puts a level-0 point in the middle, at `scale` CSS pixels a level-0 pixel where one is given. At once, unless `gently`. */
  centreOn(xPx: number, yPx: number, { scale, gently = false }: { scale?: number; gently?: boolean } = {}): void {
    if (!this.#viewer.isOpen()) {
      this.#waiting = () => { this.centreOn(xPx, yPx, { scale }); };
      return;
    }
    const { viewport } = this.#viewer;
    if (scale !== undefined) viewport.zoomTo(this.#zoomOf(scale), undefined, !gently);
    viewport.panTo(new OpenSeadragon.Point(xPx / this.#widthPx, yPx / this.#widthPx), !gently);
    viewport.applyConstraints(!gently);
  }

  zoomTo(scale: number): void {
    this.#viewer.viewport.zoomTo(this.#zoomOf(scale));
    this.#viewer.viewport.applyConstraints();
  }

  zoomBy(factor: number): void {
    this.#viewer.viewport.zoomBy(factor);
    this.#viewer.viewport.applyConstraints();
  }

  /** Moves the view by CSS pixels: to the right and down with positive ones. */
  panBy(x: number, y: number): void {
    const { viewport } = this.#viewer;
    viewport.panBy(viewport.deltaPointsFromPixels(new OpenSeadragon.Point(x, y)));
    viewport.applyConstraints();
  }

  rotateTo(degrees: number): void {
    this.#viewer.viewport.setRotation(((degrees % 360) + 360) % 360, true);
  }

  /** Takes the keyboard from the button that was pressed last, so that Enter is the slide's. */
  focus(): void {
    (this.#viewer as unknown as { canvas: HTMLElement }).canvas.focus({ preventScroll: true });
  }

  /** Asks again for parts of the picture that could not be had. */
  loadAgain(): void {
    this.#viewer.world.resetItems();
    this.#viewer.forceRedraw();
  }

  showAll(): void {
    this.#viewer.viewport.goHome();
  }

  #zoomOf(scale: number): number {
    const { viewport } = this.#viewer;
    return Math.min(viewport.getMaxZoom(), Math.max(viewport.getMinZoom(), (scale * this.#widthPx) / viewport.getContainerSize().x));
  }

  close(): void {
    this.#smoothness.close();
    this.#viewer.destroy();
    this.#navigator.replaceChildren();
  }
}
