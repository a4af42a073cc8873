import { DOMAIN_ENDS } from './domain-ends.ts';
import { unicodePattern } from './unicode.ts';

/** Ends that no domain on the Internet has, but samples and tests, which are to read as the real thing does. @see https://www.rfc-editor.org/rfc/rfc6761 */
const RESERVED_ENDS: readonly string[] = ['example', 'invalid', 'localhost', 'test'];

/** A letter of another script. The few domain ends of these are not listed: hardly a name has such a letter behind a dot. */
const OTHER_SCRIPT = unicodePattern(String.raw`(?!\p{Script=Latin})\p{L}`);

/**
 * Whether clients know a domain by this label, the last one or one that they may take for it: for a client a domain may end
 * at any character but a letter or a digit. Of a name such as `first.last` that is rarely so.
 */
export function isDomainEnd(label: string): boolean {
  const lower = label.toLowerCase();
  const upToOther = /^[a-z0-9]*/.exec(lower)?.[0] ?? '';
  if (isListed(upToOther) || lower.startsWith('xn--')) return true;
  return upToOther.length < lower.length && (isListed(lower) || label.search(OTHER_SCRIPT) !== -1);
}

function isListed(label: string): boolean {
  const rests = DOMAIN_ENDS[label.slice(0, 1)];
  return (rests?.includes(` ${label.slice(1)} `) ?? false) || RESERVED_ENDS.includes(label);
}
