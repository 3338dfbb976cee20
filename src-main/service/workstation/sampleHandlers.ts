import type { Feature } from './workstationContext.ts';

/** The sample that comes with the product. */
export const sampleHandlers: Feature = ({ sample }) => ({
  'sample.open': async () => {
    const caseId = await sample.find();
    return caseId === undefined ? {} : { caseId };
  },
});
