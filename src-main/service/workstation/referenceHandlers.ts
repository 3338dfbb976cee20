import type { Feature } from './workstationContext.ts';

/** Pictures of each class, to compare with. */
export const referenceHandlers: Feature = ({ references }) => ({
  'cells.references': async ({ code, ...seenFrom }) => ({ pictures: await references.ofClass(code, seenFrom) }),
  'pictures.reference': ({ code, number }) => references.picture(code, number),
});
