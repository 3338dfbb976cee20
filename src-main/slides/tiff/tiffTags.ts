/** Numbers of the TIFF 6.0 tags that the reader and the writer know, and of the later ones that slides use. */
export const tiffTag = {
  newSubfileType: 254, imageWidth: 256, imageLength: 257, bitsPerSample: 258, compression: 259, photometric: 262,
  fillOrder: 266, imageDescription: 270, make: 271, stripOffsets: 273, samplesPerPixel: 277, rowsPerStrip: 278,
  stripByteCounts: 279, xResolution: 282, yResolution: 283, planarConfiguration: 284, resolutionUnit: 296, software: 305,
  predictor: 317, colourMap: 320, tileWidth: 322, tileLength: 323, tileOffsets: 324, tileByteCounts: 325, subIfds: 330,
  extraSamples: 338, sampleFormat: 339, jpegTables: 347, ycbcrSubsampling: 530, xmp: 700,
} as const;

/** Values of the compression tag. JPEG 2000: Aperio's 33003 (YCbCr) and 33005 (RGB), 33004 of the same family (libvips), Leadtools' 34712. */
export const tiffCompression = {
  none: 1, ccittRle: 2, ccittFax3: 3, ccittFax4: 4, lzw: 5, oldJpeg: 6, jpeg: 7, adobeDeflate: 8, packBits: 32773, deflate: 32946,
  aperioJpeg2000YCbCr: 33003, jpeg2000Lossy: 33004, aperioJpeg2000Rgb: 33005, jpeg2000: 34712, lerc: 34887, lzma: 34925, zstd: 50000, webp: 50001, jpegXl: 50002,
} as const;

export const tiffPhotometric = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, mask: 4, separated: 5, ycbcr: 6, cielab: 8 } as const;
