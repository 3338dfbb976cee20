/** Least number of letters to put in, take away, change or swap to make one word of the other (Damerau-Levenshtein, restricted). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      row[j] = Math.min(changed, above[j] + 1, row[j - 1] + 1, swapped);
    }
    before = above;
    above = row;
  }
  return above[b.length];
}

/** The known word somebody most likely meant; undefined where none is near. A beginning of a known word is near, too. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const begun = known.filter((candidate) => word.length >= 3 && candidate.startsWith(word));
  if (begun.length === 1) return begun[0];
  const [best] = known.map((candidate) => ({ candidate, far: distance(word, candidate) })).sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(1, Math.floor(best.candidate.replace(/^-+/, '').length / 3)) ? best.candidate : undefined;
}
