import type { Feature } from './workstationContext.ts';

/** Every feature of the workstation. */
export const features: readonly Feature[] = [];
