import { caseHandlers } from './caseHandlers.ts';
import { fileHandlers } from './fileHandlers.ts';
import { jobHandlers } from './jobHandlers.ts';
import { pictureHandlers } from './pictureHandlers.ts';
import { slideHandlers } from './slideHandlers.ts';
import type { Feature } from './workstationContext.ts';

/** Every feature of the workstation. */
export const features: readonly Feature[] = [caseHandlers, fileHandlers, jobHandlers, pictureHandlers, slideHandlers];
