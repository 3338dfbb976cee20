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
  BLA: onDark('#b3006b'), PMO: onDark('#101c6b'), MYB: onDark('#2349b8'), MMZ: onLight('#4f8ff0'), NGB: onLight('#86bdf7'), NGS: onLight('#c4e2ff'),
  EOS: onLight('#ffd21f'), BAS: onDark('#3b2a5c'), MAS: onLight('#b58bd9'), MON: onDark('#006b5f'), LYT: onLight('#4cc9a4'), PLM: onDark('#6b6a00'),
  PEB: onDark('#5c1400'), EBB: onDark('#a83a00'), EBP: onLight('#ef7d22'), EBO: onLight('#ffb879'),
  MAC: onDark('#75504a'), MEG: onLight('#e58fb1'), SMU: onLight('#b9b9b9'), ART: onDark('#5a5a5a'), UNK: onLight('#ffffff'),
};

/** Puts the colours at `--class-BLA` and `--class-ink-BLA` …, for style sheets. */
export function installClassColours(style: Pick<CSSStyleDeclaration, 'setProperty'>): void {
  for (const [code, { fill, ink }] of Object.entries(classColours)) {
    style.setProperty(`--class-${code}`, fill);
    style.setProperty(`--class-ink-${code}`, ink);
  }
}
