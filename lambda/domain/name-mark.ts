/** What AWS lets names hold. Colons, backslashes and single spaces stand in those of directories and clusters. */
const PLAIN_NAME = /^[\w+=,.@:\\-]+(?: [\w+=,.@:\\-]+)*$/;

/** No name of IAM or STS is longer, and nothing longer can be counted on to be shown whole. */
const MAX_CHARACTERS = 128;

/**
 * The mark that stands behind a name which may not show as it is: one that normalisation or transliteration changes, or that is
 * cut. Names that differ get marks that differ, so that no two of them read alike. A name that AWS itself would take has none,
 * and cannot imitate one, since it holds no `#`.
 *
 * @returns `#` and six hexadecimal digits, or undefined for a plain name
 */
export function nameMark(name: string): string | undefined {
  return name.length <= MAX_CHARACTERS && PLAIN_NAME.test(name) ? undefined : toMark(name);
}

/** What is longer, is told apart by this much of it, and by its length. */
const MAX_HASHED_CHARACTERS = 4096;

/**
 * `#` and six hexadecimal digits of the FNV-1a hash. It tells names apart for readers and is no proof against whoever searches
 * for a second name with the same mark.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export function toMark(text: string): string {
  let hash = 0x811c9dc5 ^ text.length;
  for (let index = 0; index < Math.min(text.length, MAX_HASHED_CHARACTERS); index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // Folds the high bits in: those of short texts hardly differ.
  const folded = (hash ^ (hash >>> 15)) >>> 0;
  return `#${(folded & 0xffffff).toString(16).padStart(6, '0')}`;
}
