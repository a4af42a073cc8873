/** The one of some words that was probably meant by a misspelt one. */
export function nearMiss(word: string, words: readonly string[]): string | undefined {
  const typed = letters(word);
  return words.find((candidate) => {
    const meant = letters(candidate);
    // Of a short word two changed letters leave nothing.
    return typed !== '' && distance(typed, meant) <= (Math.min(typed.length, meant.length) > 4 ? 2 : 1);
  });
}

function letters(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** How many letters have to be added, left out, changed, or swapped with their neighbour. */
function distance(one: string, other: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      current[j] = Math.min(
        at(previous, j) + 1,
        at(current, j - 1) + 1,
        at(previous, j - 1) + changed,
        swapped && i > 1 && j > 1 ? at(beforePrevious, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforePrevious, previous] = [previous, current];
  }
  return at(previous, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
