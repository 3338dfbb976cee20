import type { Feature } from './workstationContext.ts';

/** The sample that comes with the product. */
export const sampleHandlers: Feature = ({ sample }) => ({
  'sample.open': async (_, { report }) => {
    const caseId = await sample.find(report);
    return caseId === undefined ? {} : { caseId };
  },
});
