import { either, endingWith, type Fields, named, needsWildcard, UNKNOWN } from './pattern.ts';
import { covers, isAnything } from './wildcards.ts';

/** Root's `userName` is the alias of the account: only the type says it. */
const ROOT: readonly Fields[] = [{ type: ['Root'] }, { sessionContext: { assumedRoot: ['true', true] } }];

/** The types of identity that have no ARN, and a principal id that ends in the name. */
const NAMED_BY_PRINCIPAL_ID = ['SAMLUser', 'WebIdentityUser'];

/**
 * The fields of `userIdentity` for calls by the named actors, wherever their kind of identity carries the name: at the end
 * of the ARN or of the principal id, which may disagree, in the source identity, or as the service. An identity that names
 * nobody may be anybody's, and passes.
 *
 * Each name stands in as few fields as that takes, for the pattern's length, and at the end of one field only where that
 * takes a wildcard, for the pattern's complexity.
 */
export function identityFields(names: readonly string[]): Fields {
  if (names.some(isAnything)) return {};
  const arn = names.map((name) => endingWith('/', name));
  const withWildcards = arn.some(needsWildcard);
  const services = names.filter(mayNameService);
  return either([
    { arn },
    ...byPrincipalId(names.filter((name) => !needsWildcard(endingWith(':', name)))),
    { sessionContext: { sourceIdentity: names.map(named) } },
    ...(services.length > 0 ? [{ invokedBy: services.map(named) }] : []),
    ...(names.some((name) => covers(name, 'root')) ? ROOT : []),
    ...(withWildcards ? [ROLE_WITHOUT_SESSION_NAME, { arn: UNKNOWN, invokedBy: UNKNOWN }] : NAMELESS),
  ]);
}

function byPrincipalId(names: readonly string[]): readonly Fields[] {
  return names.length > 0 ? [{ principalId: names.map((name) => endingWith(':', name)) }] : [];
}

/** A role session whose ARN ends in the role has its name, if any, in the principal id. */
const ROLE_WITHOUT_SESSION_NAME: Fields = {
  type: ['AssumedRole'],
  arn: [{ 'anything-but': { wildcard: '*:assumed-role/*/*' } }],
};

/** Identities whose name stands neither in the ARN nor in the principal id. */
const NAMELESS: readonly Fields[] = [
  { arn: UNKNOWN, invokedBy: UNKNOWN, type: [{ 'anything-but': NAMED_BY_PRINCIPAL_ID }] },
  { arn: UNKNOWN, invokedBy: UNKNOWN, principalId: UNKNOWN },
];

/** A service is called `ssm.amazonaws.com` or `AWS Internal`; a name with an @ is a person's. */
function mayNameService(name: string): boolean {
  return /[.* ]/.test(name) && !name.includes('@');
}
