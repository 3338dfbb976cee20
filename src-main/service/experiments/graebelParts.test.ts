import { expect, it } from 'vitest';
import { graebelNetworks } from '#main/experiments/graebel/graebelNetworks.ts';
import { graebelParts, type PretrainedNetwork } from './graebelParts.ts';

const pretrained: PretrainedNetwork = { network: graebelNetworks[0], parameters: new Map(), card: { network: 'resnet18', name: 'imagenet.onnx', sha256: 'ab'.repeat(32) } };
const named = (only: readonly string[], quick = false, given?: PretrainedNetwork) => {
  const { experiments, extractors, methods, networks } = graebelParts(only, quick, given);
  return { experiments: experiments.length, extractors: extractors.map(({ name }) => name), methods: methods.map(({ name }) => name), networks: networks.map(({ name }) => name) };
};
const features = ['hog', 'shog', 'lbp', 'dsift', 'daisy'], classifiers = ['svm', 'rbf', 'abc', 'rfc'];

it('is all that the paper did, where nothing is named; a quick look trains no network', () => {
  expect(named([])).toEqual({ experiments: 3, extractors: features, methods: classifiers, networks: ['resnet18', 'resnet152'] });
  expect(named(['neutrophilic'], true)).toEqual({ experiments: 1, extractors: features, methods: classifiers, networks: [] });
});

it('is what is named, and all of the other side of a pair', () => {
  expect(named(['neutrophilic', 'lbp'])).toEqual({ experiments: 1, extractors: ['lbp'], methods: classifiers, networks: [] });
  expect(named(['svm'])).toEqual({ experiments: 3, extractors: features, methods: ['svm'], networks: [] });
  expect(named(['resnet18'], true)).toEqual({ experiments: 3, extractors: [], methods: [], networks: ['resnet18'] });
  expect(named(['rn18', 'lbp', 'resnet18'])).toEqual({ experiments: 3, extractors: ['lbp', 'rn18'], methods: classifiers, networks: ['resnet18'] });
});

it('takes the outputs of a network that has learnt something unasked, under a name of their own', () => {
  expect(named([], false, pretrained).extractors).toEqual([...features, 'rn18-abababababab']);
  expect(named(['rn18'], false, pretrained)).toMatchObject({ extractors: ['rn18-abababababab'], methods: classifiers, networks: [] });
  expect(named(['lbp'], false, pretrained).extractors).toEqual(['lbp']);
});

it('names the word that it does not know', () => {
  expect(() => named(['vgg'])).toThrow('"vgg" is no experiment, feature, classifier or network.');
});
