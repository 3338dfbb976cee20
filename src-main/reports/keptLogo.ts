import sharp from 'sharp';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

const largestPx = { width: 800, height: 400 };
/** A picture larger than this is no logo, and takes long to decode. */
const mostPixels = 25_000_000;

/**
 * A laboratory's logo as it is kept and printed: the given PNG or JPEG on white, without what its file says beside the picture, as
 * a JPEG of at most 800 × 400 px. Base64 in and out; empty stays empty. Throws `bad-input` where it is no such picture.
 */
export async function keptLogo(base64: string): Promise<string> {
  if (base64 === '') return '';
  const refuse = (cause?: unknown): MyeloscopeError => new MyeloscopeError('bad-input', 'The logo is no picture that can be read.', 'Choose a PNG or JPEG file of up to 1 MB. Nothing was changed.', { cause });
  const picture = sharp(Buffer.from(base64, 'base64'), { limitInputPixels: mostPixels, failOn: 'error' });
  try {
    const { format } = await picture.metadata();
    if (format !== 'png' && format !== 'jpeg') throw refuse();
    return (await picture.rotate().toColourspace('srgb').flatten({ background: 'white' }).resize({ ...largestPx, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()).toString('base64');
  } catch (cause) {
    throw cause instanceof MyeloscopeError ? cause : refuse(cause);
  }
}
