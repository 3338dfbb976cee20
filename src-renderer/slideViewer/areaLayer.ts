import { areasInView, paintAreas } from './paintAreas.ts';
import type { AreaPainting } from './paintAreas.ts';
import { affineMap } from './viewTransform.ts';
import type { ViewTransform } from './viewTransform.ts';

/** So few boxes are followed in each frame in less time than a picture of them is laid over the slide. */
const fewBoxes = 24;
/** How much more than what is seen is painted, of each side's length: so far the slide can be pushed before it is painted anew. */
const marginShare = 0.2;
/**
 * How far what is painted is stretched before it is painted anew, and how long the slide must have rested to be drawn sharp. Further
 * than the cells are, so that not both are painted in one frame.
 */
const smallestStretch = 0.72, largestStretch = 2, restMs = 90;

/**
 * Areas of a slide, painted once and laid over it while it moves: following hundreds of boxes in each frame costs more than the slide
 * itself.
 */
export class AreaLayer {
  readonly #canvas = document.createElement('canvas');
  readonly #rested: () => void;
  #painted: { readonly view: ViewTransform; readonly painting: AreaPainting; readonly pixelRatio: number } | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** @param rested Has the slide drawn again, once it has rested with areas upon it that are not sharp. */
  constructor(rested: () => void) {
    this.#rested = rested;
  }

  /** Draws the areas on the slide's own canvas, `pixelRatio` device pixels a CSS pixel. */
  draw(context: CanvasRenderingContext2D, view: ViewTransform, pixelRatio: number, painting: AreaPainting): void {
    clearTimeout(this.#resting);
    if (areasInView(painting.description, view) < fewBoxes) { paintAreas(context, view, pixelRatio, painting); return; }
    const place = this.#placeIn(view, pixelRatio, painting) ?? this.#paint(view, pixelRatio, painting);
    if (place.factor !== 1) this.#resting = setTimeout(() => { this.#painted = undefined; this.#rested(); }, restMs);
    context.save();
    context.setTransform(place.factor, 0, 0, place.factor, place.left, place.top);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#canvas, 0, 0);
    context.restore();
  }

  end(): void {
    clearTimeout(this.#resting);
  }

  /** Where what is painted lies in this frame, device pixels; undefined where it must be painted anew. */
  #placeIn(view: ViewTransform, pixelRatio: number, painting: AreaPainting): Place | undefined {
    const before = this.#painted;
    if (!before || before.pixelRatio !== pixelRatio || before.view.rotationDegrees !== view.rotationDegrees || !samePainting(before.painting, painting)) return undefined;
    const factor = view.scale / before.view.scale;
    if (factor < smallestStretch || factor > largestStretch) return undefined;
    const { a, b, c, d, e, f } = affineMap(view, pixelRatio);
    const { width, height } = this.#canvas;
    const { centreXPx, centreYPx } = before.view;
    const left = Math.round(a * centreXPx + c * centreYPx + e - (factor * width) / 2);
    const top = Math.round(b * centreXPx + d * centreYPx + f - (factor * height) / 2);
    const covers = left <= 0 && top <= 0 && left + factor * width >= view.screenWidth * pixelRatio && top + factor * height >= view.screenHeight * pixelRatio;
    return covers ? { factor, left, top } : undefined;
  }

  #paint(view: ViewTransform, pixelRatio: number, painting: AreaPainting): Place {
    const across = Math.ceil(view.screenWidth * marginShare);
    const down = Math.ceil(view.screenHeight * marginShare);
    const wide = { ...view, screenWidth: view.screenWidth + 2 * across, screenHeight: view.screenHeight + 2 * down };
    const [width, height] = [Math.ceil(wide.screenWidth * pixelRatio), Math.ceil(wide.screenHeight * pixelRatio)];
    const context = this.#canvas.getContext('2d')!;
    if (this.#canvas.width === width && this.#canvas.height === height) context.clearRect(0, 0, width, height);
    else [this.#canvas.width, this.#canvas.height] = [width, height];
    paintAreas(context, wide, pixelRatio, painting);
    this.#painted = { view: wide, painting, pixelRatio };
    return { factor: 1, left: -across * pixelRatio, top: -down * pixelRatio };
  }
}

interface Place { readonly factor: number; readonly left: number; readonly top: number }

function samePainting(one: AreaPainting, other: AreaPainting): boolean {
  return one.description === other.description && one.dim === other.dim && one.withoutArea === other.withoutArea;
}
