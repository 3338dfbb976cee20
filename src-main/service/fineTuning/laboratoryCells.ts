/** What cards call the cells that a laboratory's own trainings learnt from. */
export const laboratoryCells = 'cells of the laboratory';
