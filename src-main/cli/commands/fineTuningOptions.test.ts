import { expect, it } from 'vitest';
import { trainingSettings } from '#shared/contract/trainingCommands.ts';
import { GivenArguments } from '../arguments/givenArguments.ts';
import { fineTuningOptions, fineTuningSettingsFrom } from './fineTuningOptions.ts';

const from = (values: Record<string, string>) => fineTuningSettingsFrom(new GivenArguments([], new Map(Object.entries(values))));

it('takes every setting that the window has', () => {
  const chosen = from({ '--part': 'last-stage', '--epochs': '12', '--batch': '16', '--learning-rate': '0.01', '--oversample-to': '40', '--augmentation': 'weak' });
  expect(chosen).toEqual({ part: 'lastStage', epochs: 12, batch: 16, learningRate: 0.01, oversampleTo: 40, augmentation: 'weak' });
  // What it is computed on is an option of every command that trains.
  expect(Object.keys(chosen).sort()).toEqual(Object.keys(trainingSettings.entries).filter((name) => name !== 'provider').sort());
  expect(from({ '--steps': '7', '--balance': '0.5', '--seed': '3', '--threads': '2' })).toEqual({ steps: 7, balance: 0.5, seed: 3, threads: 2 });
  expect(from({})).toEqual({});
});

it('refuses what can\'t be, by the name of the option', () => {
  const wrong = { '--epochs': '0', '--steps': '1.5', '--batch': '1', '--learning-rate': '0', '--oversample-to': '10001', '--balance': '2', '--augmentation': 'wild', '--part': 'tail', '--seed': '-1', '--threads': '0' };
  for (const [name, value] of Object.entries(wrong)) expect(() => from({ [name]: value })).toThrow(name);
  expect(Object.keys(wrong).sort()).toEqual(fineTuningOptions.map(({ name }) => name).sort());
  expect(() => from({ '--epochs': '3', '--steps': '30' })).toThrow('give one of them');
});
