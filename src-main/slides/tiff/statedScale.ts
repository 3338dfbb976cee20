import { believableScale, scaleOfResolution } from '../believableScale.ts';
import type { TiffPage } from './tiffPage.ts';

/** Micrometres in each unit of length that OME-XML allows and a microscope may use. */
const micrometresPerUnit: Record<string, number> = { 'µm': 1, 'μm': 1, um: 1, micron: 1, microns: 1, micrometer: 1, nm: 1e-3, mm: 1e3, cm: 1e4, m: 1e6, pm: 1e-6, 'Å': 1e-4, in: 25_400, inch: 25_400 };

/** One attribute of the first element of that name. OME-XML is read for two numbers: a whole parser would be more to go wrong. */
function attributeOf(xml: string, element: string, attribute: string): string | undefined {
  const start = xml.search(new RegExp(`<(?:[\\w.-]+:)?${element}[\\s>]`));
  if (start < 0) return undefined;
  const tag = xml.slice(start, xml.indexOf('>', start));
  return new RegExp(`\\s${attribute}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1];
}

function plainText(text: string): string {
  return text.replaceAll(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) => String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, hex ? 16 : 10) || 0xfffd)));
}

export function isOmeXml(description: string): boolean {
  return /<(?:\w+:)?OME[\s>]/.test(description.slice(0, 4096));
}

/** PhysicalSizeX of OME-XML in micrometres, its unit heeded; X and Y may differ by a tenth, else it is no scale for cells. */
export function scaleOfOme(description: string): number | undefined {
  const sizeOf = (axis: 'X' | 'Y') => {
    const value = Number(attributeOf(description, 'Pixels', `PhysicalSize${axis}`));
    const unit = plainText(attributeOf(description, 'Pixels', `PhysicalSize${axis}Unit`) ?? 'µm');
    return believableScale(value * (micrometresPerUnit[unit] ?? Number.NaN));
  };
  const across = sizeOf('X');
  const down = sizeOf('Y') ?? across;
  return across !== undefined && down !== undefined && Math.abs(across - down) <= 0.1 * across ? across : undefined;
}

/** `MPP = 0.25` between bars, as Aperio and others after it write it. */
export function scaleOfBars(description: string): number | undefined {
  const stated = /(?:^|\|)\s*MPP\s*=\s*([0-9.eE+-]+)/.exec(description)?.[1];
  return stated === undefined ? undefined : believableScale(Number(stated));
}

/** ImageJ writes pixels per unit into the resolution tag, and the unit into its description. */
function scaleOfImageJ({ description, xResolution }: TiffPage): number | undefined {
  const unit = /^unit=(.*)$/m.exec(description)?.[1].trim().replace(String.raw`\u00B5`, 'µ');
  return unit && xResolution ? believableScale((micrometresPerUnit[unit] ?? Number.NaN) / xResolution) : undefined;
}

/** Philips writes millimetres between pixels, as DICOM does. */
export const philipsSpacing = /DICOM_PIXEL_SPACING"[^>]*>\s*(?:&quot;|")?([0-9.eE-]+)/;

function scaleOfPhilips(description: string): number | undefined {
  const spacing = philipsSpacing.exec(description)?.[1];
  return spacing === undefined ? undefined : believableScale(Number(spacing) * 1000);
}

/** Micrometres a pixel of level 0, as the file states them in any way known here; undefined where it does not or can't be believed. */
export function statedScale(page: TiffPage): number | undefined {
  const { description } = page;
  if (isOmeXml(description)) return scaleOfOme(description);
  if (description.startsWith('ImageJ=')) return scaleOfImageJ(page);
  return scaleOfBars(description) ?? scaleOfPhilips(description) ?? scaleOfResolution(page.xResolution, page.resolutionUnit);
}
