/**
 * A regular expression that matches a whole text, for a pattern in which `*` stands for any characters.
 *
 * @param flags those of a regular expression, beside `s`
 */
export function wildcard(pattern: string, flags = ''): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, `s${flags}`);
}
