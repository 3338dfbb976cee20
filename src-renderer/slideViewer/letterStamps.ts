import type { ClassBook } from '#shared/taxonomy/classBook.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { classColours } from '../ui/classColours.ts';
import type { Stamp } from './pixelSheet.ts';

/** The letters of each class, in the order of `classCodes`: as a person named it (filled), and as the machine did (outlined). */
export interface LetterStamps { readonly named: readonly Stamp[]; readonly machine: readonly Stamp[] }

/** Height of the letters' ground in CSS pixels. */
export const letterHeight = 14;
const letterWidth = 30;

function drawStamp(context: CanvasRenderingContext2D, width: number, height: number, pixelRatio: number, letters: string, ground: string, edge: string, ink: string): Stamp {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = edge;
  context.fillRect(0, 0, width, height);
  const line = Math.max(1, Math.round(pixelRatio));
  context.fillStyle = ground;
  context.fillRect(line, line, width - 2 * line, height - 2 * line);
  context.fillStyle = ink;
  context.font = `600 ${10.5 * pixelRatio}px ui-monospace, 'Noto Sans Mono', monospace`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(letters, width / 2, height / 2 + 0.5 * pixelRatio);
  return { width, height, pixels: new Uint32Array(context.getImageData(0, 0, width, height).data.buffer) };
}

/** Draws the letters of all classes once for a screen of `pixelRatio` device pixels a CSS pixel. */
export function makeLetterStamps(pixelRatio: number, { lettersOf }: ClassBook): LetterStamps {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(letterWidth * pixelRatio);
  canvas.height = Math.round(letterHeight * pixelRatio);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This window has no canvas to draw letters on.');
  const { width, height } = canvas;
  return {
    named: classCodes.map((code) => drawStamp(context, width, height, pixelRatio, lettersOf(code), classColours[code].fill, '#000000', classColours[code].ink)),
    machine: classCodes.map((code) => drawStamp(context, width, height, pixelRatio, lettersOf(code), '#ffffff', classColours[code].fill, '#000000')),
  };
}
