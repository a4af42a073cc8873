import { DEFAULT_DOCUMENT } from '../../lambda/parse/document.ts';
import { either, type Fields, type Matcher, type Matchers, named, UNKNOWN } from './pattern.ts';
import { covers } from './wildcards.ts';

/**
 * The fields of `requestParameters` for starts of the named documents on the named targets. CloudTrail leaves the whole
 * request out of a denied or throttled start: one that names no target always passes.
 */
export function requestFields(documents?: readonly string[], targets?: readonly string[]): Fields {
  const target = targets && [...targets.map(named), ...UNKNOWN];
  if (documents === undefined) return target ? { target } : {};
  const documentName = [...documents.flatMap(asNameOrVersion), ANY_ARN];
  // A request that names a target and no document is for the default shell.
  if (documents.some((name) => covers(name, DEFAULT_DOCUMENT)))
    return withTarget([...documentName, ...UNKNOWN], target);
  return either([withTarget(documentName, target), { documentName: UNKNOWN, target: UNKNOWN }]);
}

function withTarget(documentName: Matchers, target: Matchers | undefined): Fields {
  return target ? { documentName, target } : { documentName };
}

/** An ARN, `…:document/NAME`, stands for a document, too. Every ARN passes: to look for the name in it takes a wildcard. */
const ANY_ARN: Matcher = { prefix: 'arn:' };

/** `NAME:1` is a version of the document. */
function asNameOrVersion(name: string): Matchers {
  if (name.endsWith('*')) return [named(name)];
  return [named(name), named(`${name}:*`)];
}
