/** Whether `wide` stands for every name that `narrow` stands for. In both, `*` stands for any characters. */
export function covers(wide: string, narrow: string): boolean {
  const parts = wide.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(narrow);
}

/** Whether a name stands for everybody. */
export function isAnything(name: string): boolean {
  return /^\*+$/.test(name);
}
