/** Colour absorbed by one unit of a dye: optical density for red, green and blue (natural logarithm). */
export type Absorption = readonly [red: number, green: number, blue: number];

/** A laboratory's stain, lamp, lens and camera: how dye amounts become colours. */
export interface StainLook {
  readonly name: string;
  /** Colour of the empty glass, 0 to 255. */
  readonly background: readonly [number, number, number];
  /** In the order of `dyes`: chromatin, basophilia, eosin, haemoglobin, granule, orange, dirt. */
  readonly absorptions: readonly Absorption[];
  /** Strength of the whole stain, about 0.6 to 1.4. */
  readonly contrast: number;
  /** Pink film of dried plasma over the glass: amount of eosin. */
  readonly film: number;
  /** How blue nuclei and cytoplasm go where the film is thick: basophilia added per unit of chromatin. */
  readonly blueCast: number;
  /** Spread of the image of a point, standard deviation in µm. */
  readonly blurUm: number;
  /** Sharpening by the camera, 0 to 1. */
  readonly sharpening: number;
  /** Noise of the sensor, standard deviation in grey levels. */
  readonly noise: number;
  /** Blur of colour against brightness as JPEG does, 0 to 1. */
  readonly colourSoftness: number;
  /** Fall of light towards one side of a field, as a share. */
  readonly unevenness: number;
  readonly gamma: number;
}
