import type { ReactNode } from 'react';
import type { TrainingDetail } from '#shared/contract/trainingCommands.ts';
import { settingsTexts } from '../texts/settings.ts';
import { trainingTexts } from '../texts/training.ts';

const texts = trainingTexts.training.settings;

/** How it was asked to train. */
export function TrainingFacts({ training: { settings, folder, curve, result } }: { readonly training: TrainingDetail }): ReactNode {
  const { part, epochs, batch, learningRate, oversampleTo, augmentation, provider } = settings, run = curve.parts.at(0)?.epochs;
  const facts: readonly (readonly [string, string])[] = [
    [texts.part, trainingTexts.start.parts[part]], [texts.augmentation, trainingTexts.start.augmentations[augmentation]],
    ...(epochs !== undefined || run !== undefined ? [[texts.epochs, String(epochs ?? Math.round(run ?? 0))] as const] : []), [texts.batch, String(batch)], [texts.rate, String(learningRate)],
    ...(oversampleTo === undefined ? [] : [[texts.oversample, String(oversampleTo)] as const]), ...(folder ? [[texts.folder, `${folder.directory}, ${folder.spanUm} µm`] as const] : []),
    ...(provider === undefined ? [] : [[texts.provider, settingsTexts.providers[provider]] as const]), ...(result?.computedOn === undefined ? [] : [[texts.computedOn, result.computedOn] as const]),
  ];
  return <dl className="trainingFacts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
