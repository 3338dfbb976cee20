import { expect, test } from 'vitest';
import sharp from 'sharp';
import { splitJpegTables } from '../tiff/splitJpegTables.ts';
import { assembleJpeg, jpegPrefix } from './assembleJpeg.ts';
import { JpegError, decodeJpeg } from './decodeJpeg.ts';
import { readJpegFrame } from './jpegFrame.ts';

const jpeg = await sharp({ create: { width: 40, height: 24, channels: 3, background: '#3366cc' } }).jpeg({ quality: 95 }).toBuffer();

test('a JPEG cut into tables and body and put together again shows the same pixels', async () => {
  const { tables, body } = splitJpegTables(jpeg);
  expect(readJpegFrame(jpeg)).toMatchObject({ widthPx: 40, heightPx: 24, components: 3, bitsPerSample: 8, progressive: false, decodable: true });
  await expect(decodeJpeg(body, 1e6)).rejects.toThrow(JpegError);
  const whole = assembleJpeg(jpegPrefix(tables, 'ycbcr'), body)!;
  expect(await decodeJpeg(whole, 1e6)).toEqual(await decodeJpeg(jpeg, 1e6));
});

test('the page says the colours, whatever the tile claims', async () => {
  // The whole file with its JFIF header, taken for RGB: luma and chroma come out as they are stored.
  const asRgb = await decodeJpeg(assembleJpeg(jpegPrefix(undefined, 'rgb'), jpeg)!, 1e6);
  const [red, green, blue] = [0x33, 0x66, 0xcc];
  expect(Math.abs(asRgb.rgb[0] - (0.299 * red + 0.587 * green + 0.114 * blue))).toBeLessThan(2);
  expect(asRgb.rgb[1]).toBeGreaterThan(128);
  expect(asRgb.rgb[2]).toBeLessThan(128);
});

test('no memory is taken for a header that lies', async () => {
  const liar = Buffer.from(jpeg);
  const frame = liar.indexOf(Buffer.of(0xff, 0xc0));
  liar.writeUInt16BE(60_000, frame + 5);
  liar.writeUInt16BE(60_000, frame + 7);
  await expect(decodeJpeg(liar, 1e6)).rejects.toThrow(/claims 60000 by 60000/);
  await expect(decodeJpeg(liar, 1e12)).rejects.toThrow(/in \d+ bytes/);
  await expect(decodeJpeg(jpeg.subarray(0, jpeg.length - 6), 1e6)).rejects.toThrow(/damaged/);
  expect(assembleJpeg(new Uint8Array(), Uint8Array.of(1, 2, 3, 4))).toBeUndefined();
});
