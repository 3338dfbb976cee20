import { caseHandlers } from './caseHandlers.ts';
import { cellHandlers } from './cellHandlers.ts';
import { fileHandlers } from './fileHandlers.ts';
import { jobHandlers } from './jobHandlers.ts';
import { manualHandlers } from './manualHandlers.ts';
import { pictureHandlers } from './pictureHandlers.ts';
import { readingHandlers } from './readingHandlers.ts';
import { reviewHandlers } from './reviewHandlers.ts';
import { sampleHandlers } from './sampleHandlers.ts';
import { slideHandlers } from './slideHandlers.ts';
import type { Feature } from './workstationContext.ts';

/** Every feature of the workstation. */
export const features: readonly Feature[] = [
  caseHandlers, cellHandlers, fileHandlers, jobHandlers, manualHandlers, pictureHandlers, readingHandlers, reviewHandlers, sampleHandlers, slideHandlers,
];
