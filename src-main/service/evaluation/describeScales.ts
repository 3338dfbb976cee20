import type { FieldScale, MeasuredConfidence } from './fieldScales.ts';

/** The scales at which field pictures were evaluated: figures at a wrong one say nothing of the detector. */
export interface FieldScales {
  /** How many pictures got their scale in which way. */
  readonly from: Readonly<Record<string, number>>;
  readonly medianMicrometresPerPixel: number;
  readonly leastMicrometresPerPixel: number;
  readonly mostMicrometresPerPixel: number;
  /** Of the folder whose scale, measured from red cells, is the least sure; absent where none was measured. */
  readonly measured?: MeasuredConfidence;
}

/** @param scales one a picture, at least one */
export function describeScales(scales: readonly FieldScale[]): FieldScales {
  const from: Record<string, number> = {};
  for (const scale of scales) from[scale.from] = (from[scale.from] ?? 0) + 1;
  const ascending = scales.map(({ micrometresPerPixel }) => micrometresPerPixel).sort((a, b) => a - b);
  const doubt = ({ doubtful, giveOrTake }: MeasuredConfidence) => Number(doubtful) + giveOrTake;
  const leastSure = scales.flatMap(({ measured }) => measured ?? []).reduce<MeasuredConfidence | undefined>((a, b) => (!a || doubt(b) > doubt(a) ? b : a), undefined);
  return {
    from,
    medianMicrometresPerPixel: ascending[Math.floor((ascending.length - 1) / 2)],
    leastMicrometresPerPixel: ascending[0],
    mostMicrometresPerPixel: ascending.at(-1)!,
    ...(leastSure && { measured: leastSure }),
  };
}

/** The scales for a terminal, one sentence a line. */
export function scalesText({ from, medianMicrometresPerPixel, leastMicrometresPerPixel, mostMicrometresPerPixel, measured }: FieldScales): string[] {
  const sources = Object.entries(from).map(([source, count]) => `${count} from ${source}`).join(', ');
  const range = leastMicrometresPerPixel === mostMicrometresPerPixel ? '' : ` (${leastMicrometresPerPixel.toFixed(3)} to ${mostMicrometresPerPixel.toFixed(3)})`;
  const sureness = measured ? `; ${measured.redCells} single round red cells measured, give or take ${(100 * measured.giveOrTake).toFixed(0)} %` : '';
  return [
    `Scale: ${sources}; the middle one ${medianMicrometresPerPixel.toFixed(3)}${range} µm a pixel${sureness}`,
    ...(measured?.doubtful ? ['The scale is doubtful: too few red cells lie singly and round to measure it surely. If you know the micrometres per pixel, give them (--micrometres-per-pixel): at a wrong scale these figures say nothing.'] : []),
  ];
}
