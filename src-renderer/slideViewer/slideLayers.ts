/** What is shown over the picture. */
export interface SlideLayers {
  readonly cells: boolean;
  /** What was not counted is dimmed. */
  readonly dim: boolean;
  readonly quality: boolean;
}

export const firstLayers: SlideLayers = { cells: true, dim: true, quality: false };
