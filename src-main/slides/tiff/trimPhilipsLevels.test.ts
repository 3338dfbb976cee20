import { expect, test } from 'vitest';
import type { TiffPage } from './tiffPage.ts';
import { trimPhilipsLevels } from './trimPhilipsLevels.ts';

const describe = (...millimetres: string[]) => `<?xml version="1.0" encoding="UTF-8" ?><DataObject ObjectType="DPUfsImport"><Attribute Name="DICOM_PIXEL_SPACING" Group="0x0028">&quot;${millimetres[0]}&quot; &quot;${millimetres[0]}&quot;</Attribute>`
  + `<Attribute Name="PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE" Group="0x301D"><Array>${millimetres.map((spacing) => `<DataObject ObjectType="PixelDataRepresentation"><Attribute Name="DICOM_PIXEL_SPACING" Group="0x0028">&quot;${spacing}&quot; &quot;${spacing}&quot;</Attribute></DataObject>`).join('')}</Array></Attribute>`
  + '<Attribute Name="DICOM_PIXEL_SPACING">&quot;0.05&quot;</Attribute></DataObject>';
const page = (widthPx: number, heightPx: number, more: Partial<TiffPage> = {}) => ({ widthPx, heightPx, tiled: true, description: '', ...more }) as TiffPage;
const sizes = (pages: readonly TiffPage[]) => trimPhilipsLevels(pages).map(({ widthPx, heightPx }) => [widthPx, heightPx]);

test('each level is cut to what its pixel spacing says it holds of the first', () => {
  const description = describe('0.00025', '0.0005', '0.001', '0.002001');
  expect(sizes([page(2560, 1536, { description }), page(1536, 1024), page(1024, 512), page(512, 512), page(300, 400, { tiled: false, description: 'Label' })])).toEqual([[2560, 1536], [1280, 768], [640, 384], [320, 192], [300, 400]]);
});

test('pages of others, and levels that the spacings do not fit, stay as they are', () => {
  expect(sizes([page(2560, 2560, { description: describe('0.00025', '0.0005').replace('DPUfsImport', 'Other') }), page(1536, 1536)])).toEqual([[2560, 2560], [1536, 1536]]);
  expect(sizes([page(2560, 2560, { description: describe('0.00025', '0.0005', '0.001') }), page(1536, 1536)])).toEqual([[2560, 2560], [1536, 1536]]);
  // A spacing by which the level would have to be larger than it is.
  expect(sizes([page(2560, 2560, { description: describe('0.00025', '0.0005') }), page(512, 512)])).toEqual([[2560, 2560], [512, 512]]);
});
