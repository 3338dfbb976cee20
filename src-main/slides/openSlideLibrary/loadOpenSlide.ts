import koffi from 'koffi';

/** Functions of libopenslide (openslide.h), as koffi calls them. Those that read pixels run on a thread of the pool. */
export interface OpenSlideLibrary {
  readonly detectVendor: (path: string) => string | null;
  readonly open: (path: string) => unknown;
  readonly getError: (slide: unknown) => string | null;
  readonly close: (slide: unknown) => void;
  readonly levelCount: (slide: unknown) => number;
  readonly levelSize: (slide: unknown, level: number) => { widthPx: number; heightPx: number };
  readonly levelDownsample: (slide: unknown, level: number) => number;
  readonly property: (slide: unknown, name: string) => string | null;
  /** Premultiplied ARGB, 32 bits a pixel in the machine's order, into `pixels`. x and y are level-0 pixels. */
  readonly readRegion: (slide: unknown, pixels: Uint8Array, xPx: number, yPx: number, level: number, widthPx: number, heightPx: number) => Promise<void>;
}

/** The library's usual names on Linux, macOS and Windows, versions 3 and 4. */
const usualNames = ['libopenslide.so.1', 'libopenslide.so.0', 'libopenslide.so', 'libopenslide.1.dylib', 'libopenslide.dylib', 'libopenslide-1.dll', 'libopenslide-0.dll'];

function bind(name: string): OpenSlideLibrary {
  const library = koffi.load(name);
  const call = (declaration: string) => library.func(declaration);
  const size = call('void openslide_get_level_dimensions(void *slide, int32_t level, _Out_ int64_t *w, _Out_ int64_t *h)');
  const read = call('void openslide_read_region(void *slide, void *pixels, int64_t x, int64_t y, int32_t level, int64_t w, int64_t h)');
  return {
    detectVendor: call('const char *openslide_detect_vendor(const char *path)'),
    open: call('void *openslide_open(const char *path)'),
    getError: call('const char *openslide_get_error(void *slide)'),
    close: call('void openslide_close(void *slide)'),
    levelCount: call('int32_t openslide_get_level_count(void *slide)'),
    levelSize(slide, level) {
      const width = [0];
      const height = [0];
      size(slide, level, width, height);
      return { widthPx: width[0], heightPx: height[0] };
    },
    levelDownsample: call('double openslide_get_level_downsample(void *slide, int32_t level)'),
    property: call('const char *openslide_get_property_value(void *slide, const char *name)'),
    readRegion: (slide, pixels, xPx, yPx, level, widthPx, heightPx) => new Promise((resolve, reject) => {
      read.async(slide, pixels, xPx, yPx, level, widthPx, heightPx, (error: unknown) => { if (error) reject(error as Error); else resolve(); });
    }),
  };
}

const loaded = new Map<string, OpenSlideLibrary | undefined>();

/**
 * OpenSlide's library: the file that MYELOSCOPE_OPENSLIDE names, and nothing else where it is set; otherwise whatever the system finds under the usual
 * names. Undefined where there is none.
 */
export function loadOpenSlide(given = process.env.MYELOSCOPE_OPENSLIDE): OpenSlideLibrary | undefined {
  const key = given ?? '';
  if (loaded.has(key)) return loaded.get(key);
  let library: OpenSlideLibrary | undefined;
  for (const name of given ? [given] : usualNames) {
    try {
      library = bind(name);
      break;
    } catch {
      // Not there under this name: koffi has no question without a throw.
    }
  }
  loaded.set(key, library);
  return library;
}
