import type { Feature } from './workstationContext.ts';

/** Pictures of each class, to compare with. */
export const referenceHandlers: Feature = ({ references }) => ({
  'cells.references': async ({ code }) => ({ pictures: await references.ofClass(code) }),
  'pictures.reference': ({ code, number }) => references.picture(code, number),
});
