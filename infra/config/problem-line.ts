import type * as v from 'valibot';
import { nearMiss } from './near-miss.ts';
import { UNKNOWN_SETTING } from './shapes.ts';

/** Says in one line what is wrong with which setting: `audiences[0].subscribers.sms[0]: "555" is not a phone number: …`. */
export function problemLine({ path, input, message }: v.BaseIssue<unknown>): string {
  const where = path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  const setting = where?.slice(1) ?? 'default export';
  if (input === undefined) return `${setting}: is missing`;
  const [, settings] = message.split(UNKNOWN_SETTING);
  const meant = settings && nearMiss(String(path?.at(-1)?.key), settings.split(', '));
  return `${setting}: ${withoutPassword(JSON.stringify(input))} ${message}${meant ? `. Did you mean ${meant}?` : ''}`;
}

/** Takes the user and the password out of an address. */
function withoutPassword(text: string): string {
  return text.replaceAll(/(:\/\/)[^/@\s"]*@/g, '$1…@');
}
