import path from 'node:path';
import { cellsInDenominator } from '#shared/taxonomy/denominator.ts';
import { documentNow } from './caseDocuments.ts';
import type { Feature } from './workstationContext.ts';

/** The differential as it is reviewed, beside what the machine left. */
export const differentialHandlers: Feature = (context) => ({
  'differential.get': async ({ caseId, reading = 'first' }) => {
    const reviewed = await documentNow(context, caseId, reading);
    const machine = await documentNow(context, caseId, 'machine');
    return {
      reviewed: reviewed.document, machine: machine.document,
      slides: reviewed.smears.map(({ slide, counts }) => ({
        slideId: slide.id, name: path.basename(slide.path), counts: { ...counts }, counted: cellsInDenominator(counts, reviewed.input.scheme),
      })),
      manual: { ...reviewed.input.manual },
    };
  },
});
