import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';

/** A class's colour and what is written on it, as sRGB `#rrggbb`. */
export interface ClassColour { readonly fill: string; readonly ink: '#000000' | '#ffffff' }

const onLight = (fill: string): ClassColour => ({ fill, ink: '#000000' });
const onDark = (fill: string): ClassColour => ({ fill, ink: '#ffffff' });

/**
 * One colour a class. The two maturation series run from dark to light in blue (granulocytic) and orange (erythroid), the pair
 * that all kinds of colour blindness keep apart, so stage is read from lightness; the others stand between them. Neighbours in
 * the report are kept apart for protan, deutan and tritan eyes (`classColours.test.ts`), and the letters of the code always
 * stand beside the colour.
 */
export const classColours: Readonly<Record<ClassCode, ClassColour>> = {
  BLA: onDark('#b30c71'), PMO: onDark('#121a69'), MYB: onDark('#2249b7'), MMZ: onLight('#4e8ded'), NGB: onLight('#8dc3fa'), NGS: onLight('#c8e6ff'),
  EOS: onLight('#ffd320'), BAS: onDark('#3b2a5b'), MAS: onLight('#b58bd8'), MON: onDark('#2a8164'), LYT: onLight('#3bd1b3'), PLM: onDark('#6b6c1a'),
  PEB: onDark('#5c1400'), EBB: onDark('#ab3c02'), EBP: onLight('#ef7d22'), EBO: onLight('#ffb879'),
  MAC: onDark('#755149'), MEG: onLight('#d687b5'), SMU: onLight('#b1a698'), ART: onDark('#4a4a4b'), UNK: onLight('#ffffff'),
  // A laboratory's own: louder than the others, and further apart.
  OW1: onLight('#87ffc3'), OW2: onDark('#0f003c'), OW3: onLight('#ff4bff'), OW4: onLight('#f0002d'), OW5: onLight('#a56996'), OW6: onDark('#0f00ff'), OW7: onLight('#ffff00'), OW8: onDark('#3c0f0f'),
};

/** Puts the colours at `--class-BLA` and `--class-ink-BLA` …, for style sheets. */
export function installClassColours(style: Pick<CSSStyleDeclaration, 'setProperty'>): void {
  for (const [code, { fill, ink }] of Object.entries(classColours)) {
    style.setProperty(`--class-${code}`, fill);
    style.setProperty(`--class-ink-${code}`, ink);
  }
}
