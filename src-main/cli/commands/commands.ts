import type { Command } from '../command.ts';
import { demoCommand } from './demo.ts';
import { differentialCommand } from './differential.ts';
import { evaluateCellsCommand } from './evaluateCells.ts';
import { evaluateFieldsCommand } from './evaluateFields.ts';
import { experimentChoiCommand } from './experimentChoi.ts';
import { experimentGraebelCommand } from './experimentGraebel.ts';
import { modelsExpertsCommand, trainExpertCommand } from './modelExperts.ts';
import { modelsBuildCommand } from './modelsBuild.ts';
import { modelsCalibrateCommand, modelsExportCommand, modelsImportCommand, modelsRemoveCommand } from './modelFiles.ts';
import { modelsListCommand, modelsPromoteCommand, modelsRollbackCommand, modelsShowCommand, modelsTrainCommand, modelsVerifyCommand } from './models.ts';
import { smearMakeCommand } from './smearMake.ts';
import { trainFineTuneCommand } from './trainFineTune.ts';

/**
 * Every command of the program, in the order of its help. Each loads what it needs when it runs, so that help and mistakes
 * are answered at once.
 */
export const commands: readonly Command[] = [
  differentialCommand, evaluateCellsCommand, evaluateFieldsCommand,
  modelsListCommand, modelsShowCommand, modelsVerifyCommand, modelsTrainCommand, modelsPromoteCommand, modelsRollbackCommand,
  modelsImportCommand, modelsBuildCommand, modelsCalibrateCommand, modelsExportCommand, modelsRemoveCommand, modelsExpertsCommand,
  trainFineTuneCommand, trainExpertCommand,
  experimentGraebelCommand, experimentChoiCommand,
  smearMakeCommand, demoCommand,
];
