import { wildcard } from '../../lambda/domain/wildcard.ts';

/** Whether `wide` stands for every name that `narrow` stands for. In both, `*` stands for any characters. */
export function covers(wide: string, narrow: string): boolean {
  return wildcard(wide).test(narrow);
}

/** Whether a name stands for everybody. */
export function isAnything(name: string): boolean {
  return /^\*+$/.test(name);
}
