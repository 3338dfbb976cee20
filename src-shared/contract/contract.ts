import type * as v from 'valibot';
import { caseCommands } from './caseCommands.ts';
import { cellCommands } from './cellCommands.ts';
import { driftCommands } from './driftCommands.ts';
import { droppedCommands } from './droppedCommands.ts';
import { expertCommands } from './expertCommands.ts';
import { experimentCommands } from './experimentCommands.ts';
import { jobCommands } from './jobCommands.ts';
import { modelCommands } from './modelCommands.ts';
import { preferenceCommands } from './preferenceCommands.ts';
import { reportCommands } from './reportCommands.ts';
import { reviewCommands } from './reviewCommands.ts';
import { settingsCommands } from './settingsCommands.ts';
import { trainingCommands } from './trainingCommands.ts';

/**
 * Everything the window may ask of the service: name, arguments, result. Typed here once, checked at both ends. The shells
 * (Electron, web host) and the tests speak nothing else.
 */
export const contract = { ...jobCommands, ...caseCommands, ...cellCommands, ...reviewCommands, ...reportCommands, ...settingsCommands, ...modelCommands, ...driftCommands, ...expertCommands, ...experimentCommands, ...trainingCommands, ...preferenceCommands, ...droppedCommands };

export type CommandName = keyof typeof contract;
export type ArgumentsOf<Name extends CommandName> = v.InferOutput<(typeof contract)[Name]['arguments']>;
export type ResultOf<Name extends CommandName> = v.InferOutput<(typeof contract)[Name]['result']>;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(contract, name);
}
