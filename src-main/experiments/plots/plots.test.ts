import { expect, it } from 'vitest';
import { confusionPlot } from './confusionPlot.ts';
import { scorePlot } from './scorePlot.ts';

const lines = [
  { group: 'HOG', name: 'SVM', f1: [{ label: 'PMO', value: 0 }, { label: 'MYB', value: 1 }], mScore: -4.6 },
  { group: 'HOG', name: 'RBF', f1: [{ label: 'PMO', value: 0.5 }, { label: 'MYB', value: 0.25 }], mScore: -2.1 },
];

it('places F1 by the lower axis and the m-score by the upper', () => {
  const svg = scorePlot('A <title> & more', lines, ['REDUCED']);
  const points = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="8"/gu)].map(([, x]) => Number(x) + 4);
  expect(points).toHaveLength(4);
  const [none, whole, half, quarter] = points;
  expect(half).toBeCloseTo((none + whole) / 2, 6);
  expect(quarter).toBeCloseTo(none + (whole - none) / 4, 6);
  // The lower the m-score, the further to the left its cross.
  const crosses = [...svg.matchAll(/<g><title>m-score ([-\d.]+)<\/title><line x1="([\d.]+)"/gu)].map(([, , x]) => Number(x));
  expect(crosses[0]).toBeLessThan(crosses[1]);
  expect(svg).toContain('A &lt;title&gt; &amp; more');
  expect(svg).toContain('REDUCED');
});

it('leaves room for long names', () => {
  const leftOf = (group: string) => Number(/<text x="([\d.]+)"[^>]*>m-score \(crosses\)/u.exec(scorePlot('Names', [{ ...lines[0], group }], []))![1]);
  expect(leftOf('ResNet-152, imagenet-1k-v2.onnx') - leftOf('HOG')).toBeGreaterThan(80);
});

it('shows every count of a confusion matrix, and no zero', () => {
  const svg = confusionPlot('Matrix', ['PMO', 'MYB'], [[17, 3], [0, 41]], []);
  for (const count of ['17', '3', '41']) expect(svg).toContain(`>${count}</text>`);
  expect(svg).not.toContain('>0</text>');
  expect(svg.match(/<rect/gu)).toHaveLength(1 + 4);
});
