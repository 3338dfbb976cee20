import { caseHandlers } from './caseHandlers.ts';
import { cellHandlers } from './cellHandlers.ts';
import { differentialHandlers } from './differentialHandlers.ts';
import { driftHandlers } from './driftHandlers.ts';
import { droppedHandlers } from './droppedHandlers.ts';
import { experimentHandlers } from './experimentHandlers.ts';
import { expertHandlers } from './expertHandlers.ts';
import { fileHandlers } from './fileHandlers.ts';
import { jobHandlers } from './jobHandlers.ts';
import { manualHandlers } from './manualHandlers.ts';
import { modelHandlers } from './modelHandlers.ts';
import { pictureHandlers } from './pictureHandlers.ts';
import { preferenceHandlers } from './preferenceHandlers.ts';
import { readingHandlers } from './readingHandlers.ts';
import { referenceHandlers } from './referenceHandlers.ts';
import { reportHandlers } from './reportHandlers.ts';
import { reviewHandlers } from './reviewHandlers.ts';
import { sampleHandlers } from './sampleHandlers.ts';
import { settingsHandlers } from './settingsHandlers.ts';
import { slideHandlers } from './slideHandlers.ts';
import { trainingHandlers } from './trainingHandlers.ts';
import type { Feature } from './workstationContext.ts';

/** Every feature of the workstation. */
export const features: readonly Feature[] = [
  caseHandlers, cellHandlers, differentialHandlers, driftHandlers, droppedHandlers, experimentHandlers, expertHandlers, fileHandlers, jobHandlers, manualHandlers, modelHandlers, pictureHandlers, preferenceHandlers, readingHandlers, referenceHandlers, reportHandlers, reviewHandlers, sampleHandlers,
  settingsHandlers(), slideHandlers, trainingHandlers,
];
