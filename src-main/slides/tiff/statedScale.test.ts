import { expect, test } from 'vitest';
import { isOmeXml, scaleOfBars, scaleOfOme, statedScale } from './statedScale.ts';
import type { TiffPage } from './tiffPage.ts';

const ome = (attributes: string) => `<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0"><Pixels ID="Pixels:0" ${attributes} SizeX="10"/></Image></OME>`;

test('OME: units, namespaces, entities, and pixels that are not square', () => {
  expect(scaleOfOme(ome('PhysicalSizeX="0.25" PhysicalSizeY="0.25"'))).toBe(0.25);
  expect(scaleOfOme(ome('PhysicalSizeX="250" PhysicalSizeXUnit="nm" PhysicalSizeY="0.25" PhysicalSizeYUnit="&#181;m"'))).toBeCloseTo(0.25, 12);
  expect(scaleOfOme(ome('PhysicalSizeX="0.00025" PhysicalSizeXUnit="mm"'))).toBeCloseTo(0.25, 12);
  expect(scaleOfOme(ome('PhysicalSizeX="0.25" PhysicalSizeY="0.5"'))).toBeUndefined();
  expect(scaleOfOme(ome('PhysicalSizeX="1" PhysicalSizeXUnit="pixel"'))).toBeUndefined();
  expect(scaleOfOme(ome(''))).toBeUndefined();
  expect(scaleOfOme('<ome:OME><ome:Pixels PhysicalSizeX="0.5"/></ome:OME>')).toBe(0.5);
  expect(isOmeXml('<ome:OME >')).toBe(true);
  expect(isOmeXml('An OME of sorts')).toBe(false);
});

test('MPP between bars', () => {
  expect(scaleOfBars('Aperio Image Library|AppMag = 40|MPP = 0.2520|Left = 3')).toBe(0.252);
  expect(scaleOfBars('Aperio|MPP = 0')).toBeUndefined();
  expect(scaleOfBars('Aperio|XMPP = 0.2')).toBeUndefined();
});

test('ImageJ, Philips and plain resolution tags', () => {
  const page = (about: Partial<TiffPage>) => ({ description: '', xResolution: undefined, resolutionUnit: 2, ...about }) as TiffPage;
  expect(statedScale(page({ description: 'ImageJ=1.53\nunit=micron\n', xResolution: 4, resolutionUnit: 1 }))).toBe(0.25);
  expect(statedScale(page({ description: 'ImageJ=1.53\nunit=inch\n', xResolution: 72 }))).toBeUndefined();
  expect(statedScale(page({ description: '<Attribute Name="DICOM_PIXEL_SPACING" Group="0x0028">&quot;0.00025&quot; &quot;0.00025&quot;</Attribute>' }))).toBeCloseTo(0.25, 9);
  expect(statedScale(page({ xResolution: 40_000, resolutionUnit: 3 }))).toBeCloseTo(0.25, 9);
  expect(statedScale(page({ xResolution: 300 }))).toBeUndefined();
});
