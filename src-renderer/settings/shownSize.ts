/** A number of bytes in words: "812 kB", "3.4 GB". */
export function shownSize(bytes: number): string {
  const steps = [{ unit: 'GB', bytes: 1e9 }, { unit: 'MB', bytes: 1e6 }, { unit: 'kB', bytes: 1e3 }];
  const step = steps.find((candidate) => bytes >= candidate.bytes) ?? steps[2];
  const value = bytes / step.bytes;
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${step.unit}`;
}
