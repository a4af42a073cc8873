/** A pattern in which `*` stands for any characters, for a whole text. Flags are those of a regular expression. */
export function wildcard(pattern: string, flags = ''): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, `s${flags}`);
}
