import { wildcard } from '../../lambda/domain/wildcard.ts';

/** What a service of AWS would do with a resource, on behalf of a resource of its own. */
export interface ServiceRequest {
  /** `cloudwatch.amazonaws.com` */
  readonly service: string;
  /** `sns:Publish` */
  readonly action: string;
  /** The id of the account that the service acts for. */
  readonly account: string;
  /** The ARN of the resource that the service acts for. */
  readonly sourceArn: string;
}

/**
 * Whether the policy of a resource lets a service use it. A condition that is not known here is taken to let it.
 *
 * @param policy JSON
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function allowsService(policy: string | undefined, request: ServiceRequest): boolean {
  const statements = statementsOf(policy);
  const covers = (effect: string) => (statement: Statement) =>
    statement.Effect === effect &&
    coversPrincipal(statement, request) &&
    coversAction(statement, request) &&
    coversConditions(statement, request);
  return statements.some(covers('Allow')) && !statements.some(covers('Deny'));
}

interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Condition?: unknown;
}

function statementsOf(policy: string | undefined): readonly Statement[] {
  try {
    const document: unknown = JSON.parse(policy ?? '');
    return isRecord(document) ? listOf(document.Statement).filter(isRecord) : [];
  } catch {
    // Text that is not a policy allows nothing.
    return [];
  }
}

function coversPrincipal(
  { Principal, NotPrincipal, Effect }: Statement,
  { service }: ServiceRequest,
): boolean {
  if (NotPrincipal !== undefined) return Effect === 'Allow';
  if (!isRecord(Principal)) return Principal === '*';
  return (
    listOf(Principal.AWS).includes('*') ||
    listOf(Principal.Service).some((name) => name === '*' || name === service)
  );
}

function coversAction({ Action, NotAction }: Statement, { action }: ServiceRequest): boolean {
  const names = (patterns: unknown) =>
    listOf(patterns).some((pattern) => wildcard(String(pattern), 'i').test(action));
  return NotAction === undefined ? names(Action) : !names(NotAction);
}

function coversConditions({ Condition, Effect }: Statement, request: ServiceRequest): boolean {
  if (!isRecord(Condition)) return true;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).every(([key, values]) => {
      const actual = valuesOf(request).get(key.toLowerCase());
      const holds =
        actual === undefined
          ? undefined
          : OPERATORS.get(baseOf(operator))?.(actual, listOf(values).map(String));
      return holds ?? Effect === 'Allow';
    }),
  );
}

/** The values of the condition keys, by their names in lower case. */
function valuesOf({ account, sourceArn }: ServiceRequest): ReadonlyMap<string, string> {
  return new Map([
    ['aws:sourceaccount', account],
    ['aws:sourceowner', account],
    ['aws:sourcearn', sourceArn],
    ['aws:securetransport', 'true'],
  ]);
}

type Operator = (actual: string, values: readonly string[]) => boolean;

const equals: Operator = (actual, values) => values.includes(actual);
const isLike: Operator = (actual, values) => values.some((value) => wildcard(value).test(actual));
const not =
  (operator: Operator): Operator =>
  (actual, values) =>
    !operator(actual, values);

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', equals],
  ['StringNotEquals', not(equals)],
  ['StringLike', isLike],
  ['StringNotLike', not(isLike)],
  ['ArnEquals', isLike],
  ['ArnNotEquals', not(isLike)],
  ['ArnLike', isLike],
  ['ArnNotLike', not(isLike)],
  ['Bool', equals],
]);

/** Reduces `ForAnyValue:StringLikeIfExists` to `StringLike`. */
function baseOf(operator: string): string {
  return operator.replace(/^.*:/, '').replace(/IfExists$/, '');
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
