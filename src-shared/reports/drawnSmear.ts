/** Words in the description of a slide that this program drew: they travel with the file, whatever its name. */
export const drawnSmearMark = 'synthetic sample, not a patient' as const;

/** The format of such a slide, as it is shown, kept in the library and printed. */
export const drawnSmearFormat = 'Drawn smear (no patient)';

/** Whether a slide of that format holds drawn cells. */
export const isDrawnSmear = ({ format }: { readonly format: string }): boolean => format === drawnSmearFormat;
