import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/** How a kernel moves over [batch, channels, height, width]. Pads are top, left, bottom, right. */
export interface WindowOptions {
  readonly strides?: readonly [number, number];
  readonly pads?: readonly [number, number, number, number];
  readonly dilations?: readonly [number, number];
}
export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
  readonly dilations: readonly [number, number];
}

export function windowOf(kernel: readonly [number, number], options: WindowOptions): Window {
  return { kernel, strides: options.strides ?? [1, 1], pads: options.pads ?? [0, 0, 0, 0], dilations: options.dilations ?? [1, 1] };
}

/** Height or width (side 0 or 1) after a window has moved over `size` pixels. */
export function windowedSize(size: number, side: 0 | 1, { kernel, strides, pads, dilations }: Window): number {
  const reach = dilations[side] * (kernel[side] - 1) + 1;
  const result = Math.floor((size + pads[side] + pads[side + 2] - reach) / strides[side]) + 1;
  if (result < 1) throw new MyeloscopeError('internal', `A window of ${reach} pixels does not fit into ${size} pixels.`);
  return result;
}
