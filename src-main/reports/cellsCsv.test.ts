import { describe, expect, it } from 'vitest';
import { cellsCsv, csvField } from './cellsCsv.ts';

const cell = { slide: 'a.svs', box: { xPx: 10, yPx: 20.25, widthPx: 30, heightPx: 40 }, code: 'UNK', forcedCode: 'BLA', probabilities: Float32Array.of(0.6, 0.4),
  slideNumber: 2, slideSha256: 'abcdef0123456789'.repeat(4), placeInField: { field: 'a,b.png', xPx: 5, yPx: 6.25 } };

describe('the list of cells', () => {
  it('gives place, box, both classes and every probability', () => {
    expect(cellsCsv([cell], ['BLA', 'PMO'])).toBe(
      'slide,centre_x_px,centre_y_px,box_x_px,box_y_px,box_width_px,box_height_px,class,forced_class,p_BLA,p_PMO,slide_number,slide_sha256,field,centre_x_in_field_px,centre_y_in_field_px\r\n'
      + 'a.svs,25,40.3,10,20.3,30,40,UNK,BLA,0.6000,0.4000,2,abcdef0123456789,"a,b.png",5,6.3\r\n');
  });

  it('names no picture for a cell that lies between them', () => { expect(cellsCsv([{ ...cell, placeInField: undefined }], ['BLA', 'PMO'])).toMatch(/,2,abcdef0123456789,,,\r\n$/); });

  it('has a head and nothing else without cells', () => { expect(cellsCsv([], []).split('\r\n')).toHaveLength(2); });

  it('refuses a cell with another number of probabilities', () => { expect(() => cellsCsv([cell], ['BLA'])).toThrow(/2 probabilities for 1/); });
});

describe('a field', () => {
  it.each([['plain', 'plain'], ['a,b', '"a,b"'], ['say "x"', '"say ""x"""'], ['two\nlines', '"two\nlines"'], ['', '']])('%j is written %j', (text, written) => { expect(csvField(text)).toBe(written); });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1', '\r=cmd'])('%j does not become a formula', (text) => {
    expect(csvField(text).replace(/^"/, '').startsWith('\'')).toBe(true);
  });
});
