import { DEFAULT_DOCUMENT } from '../../lambda/parse/document.ts';
import { either, endingWith, type Fields, type Matchers, named, UNTOLD } from './pattern.ts';
import { covers } from './wildcards.ts';

/**
 * The fields of `requestParameters` for starts of the named documents on the named targets. CloudTrail leaves the whole
 * request out of a denied or throttled start: one that names no target always passes.
 */
export function requestFields(documents?: readonly string[], targets?: readonly string[]): Fields {
  const target = targets && [...targets.map(named), ...UNTOLD];
  if (documents === undefined) return target ? { target } : {};
  const documentName = documents.flatMap(asNameOrArn);
  // A request that names a target and no document is for the default shell.
  if (documents.some((name) => covers(name, DEFAULT_DOCUMENT)))
    return withTarget([...documentName, ...UNTOLD], target);
  return either([withTarget(documentName, target), { documentName: UNTOLD, target: UNTOLD }]);
}

function withTarget(documentName: Matchers, target: Matchers | undefined): Fields {
  return target ? { documentName, target } : { documentName };
}

/** `…:document/NAME` stands for the document, too. */
function asNameOrArn(name: string): Matchers {
  return name.startsWith('*') ? [named(name)] : [named(name), endingWith('/', name)];
}
