/** What is kept with a machine call of the models that made it: name, version and hash of each. */
export interface CallingModel { readonly name: string; readonly version: string; readonly sha256: string; readonly isCalibrated: boolean }

const uncalibratedMark = ':uncalibrated';

/** `cells@1.0.0:3fe1…`, one after the other; the mark at its end where one's probabilities were never measured against cells. */
export function modelVersionOf(models: readonly CallingModel[]): string {
  return models.map(({ name, version, sha256, isCalibrated }) => `${name}@${version}:${sha256}${isCalibrated ? '' : uncalibratedMark}`).join(' ');
}

/** "cells 1.0.0": the names and versions without the hashes. */
export function namesOfModels(modelVersion: string): string {
  return modelVersion.split(' ').map((model) => model.split(':')[0].replace('@', ' ')).join(', ');
}

/** Whether the probabilities of a call were measured against labelled cells; else they are shown as none, and no such call is a sure one. */
export function isCalibrated(modelVersion: string): boolean {
  return !modelVersion.split(' ').some((model) => model.endsWith(uncalibratedMark));
}
