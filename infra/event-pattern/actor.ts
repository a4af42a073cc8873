import { HIDDEN_NAME } from '../../lambda/parse/actor.ts';
import { either, endingWith, type Fields, named, UNTOLD } from './pattern.ts';
import { covers, isAnything } from './wildcards.ts';

/** Root's `userName` is the alias of the account: only the type tells. */
const ROOT: readonly Fields[] = [{ type: ['Root'] }, { sessionContext: { assumedRoot: ['true', true] } }];

/**
 * The fields of `userIdentity` for calls by the named actors, wherever their kind of identity carries the name. An
 * identity that names nobody may be anybody's, and passes.
 */
export function identityFields(names: readonly string[]): Fields {
  if (names.some(isAnything)) return {};
  const exactly = names.map(named);
  return either([
    { userName: exactly },
    { arn: names.map((name) => endingWith('/', name)) },
    { principalId: names.map((name) => endingWith(':', name)) },
    { sessionContext: { sourceIdentity: exactly } },
    { invokedBy: exactly },
    ...(names.some((name) => covers(name, 'root')) ? ROOT : []),
    { userName: [...UNTOLD, HIDDEN_NAME], arn: UNTOLD, invokedBy: UNTOLD },
  ]);
}
