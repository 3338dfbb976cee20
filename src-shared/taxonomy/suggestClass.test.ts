import { expect, it } from 'vitest';
import { productClassOf, suggestClass } from './suggestClass.ts';

it('knows its own codes and names, however they are written', () => {
  expect([productClassOf('ngs'), productClassOf('Segmented_Neutrophil'), productClassOf('band neutrophil'), productClassOf('neutrophil')]).toEqual(['NGS', 'NGS', 'NGB', undefined]);
});

it('suggests what others say, and nothing for what it does not know', () => {
  expect(['Neutrophil (segmented)', 'rubriblast', 'Smudge cells', 'NIF', 'faggot cell', 'MYB'].map(suggestClass)).toEqual(['NGS', 'PEB', 'SMU', 'UNK', undefined, 'MYB']);
});
