/** What is measured of the colours of a slide's cells, in the order of the numbers kept. */
export const colourNames = ['backgroundRed', 'backgroundGreen', 'backgroundBlue', 'nucleusRed', 'nucleusGreen', 'nucleusBlue'] as const;
export type ColourName = (typeof colourNames)[number];
