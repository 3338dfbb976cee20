import { expect, it } from 'vitest';
import type { TrainingSummary } from '#shared/contract/trainingCommands.ts';
import { standingOf, standingWord } from './standingOf.ts';

const candidate = { name: 'ours', sha256: '0'.repeat(64), isInUse: false };
const states: readonly TrainingSummary['state'][] = ['queued', 'running', 'done', 'failed', 'cancelled'];

it('takes a training whose model is there as done, and what its job does for judging it again', () => {
  expect(states.map((state) => standingOf({ state, candidate }))).toEqual([{ state: 'done', judging: 'queued' }, { state: 'done', judging: 'running' }, { state: 'done' }, { state: 'done', judging: 'failed' }, { state: 'done', judging: 'cancelled' }]);
  expect(states.map((state) => standingWord(standingOf({ state, candidate })))).toEqual(['To be judged', 'Being judged', 'Done', 'Done', 'Done']);
});

it('takes one without a model as its job stands', () => {
  expect(states.map((state) => standingOf({ state }))).toEqual(states.map((state) => ({ state })));
  expect(states.map((state) => standingWord(standingOf({ state })))).toEqual(['Waiting', 'Training', 'Done', 'Failed', 'Stopped']);
});
