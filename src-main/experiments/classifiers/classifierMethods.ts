import { adaBoost } from './adaBoost.ts';
import type { ClassifierMethod } from './classifierMethod.ts';
import { randomForest } from './randomForest.ts';
import { linearSupportVectors, radialSupportVectors } from './supportVectors.ts';

/** The classical classifiers of Graebel 2018, in the order of its figure. */
export const classifierMethods: readonly ClassifierMethod[] = [linearSupportVectors, radialSupportVectors, adaBoost, randomForest];
