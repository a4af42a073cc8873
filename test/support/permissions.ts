import {
  anonymousPrincipal,
  runSimulation,
  type SimulationRequestPrincipal,
} from '@cloud-copilot/iam-simulate';
import type { SessionNotifierProps } from '../../infra/session-notifier.ts';
import { synthesise } from './synthesise.ts';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
const REGION = 'eu-central-1';

/** Who asks, as IAM sees it. */
export interface Principal {
  readonly principal: SimulationRequestPrincipal;
  readonly identityPolicies: { name: string; policy: unknown }[];
  readonly context: Readonly<Record<string, string>>;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** A notifier as it would be deployed: its template with every reference replaced by an ARN. */
export function deployed(props?: SessionNotifierProps) {
  const { template, notifier, resolve } = synthesise(props);
  const resources: Record<string, { Type: string; Properties: Properties }> = template.toJSON().Resources;
  const arnOf = (token: unknown): string => String(replaced(resolve(token)));

  function replaced(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
    if (typeof ref === 'string') return PSEUDO_PARAMETERS[ref] ?? refOf(ref);
    if (Array.isArray(attribute)) return arn(String(attribute[0]));
    if (Array.isArray(join)) return (replaced(join[1]) as string[]).join(join[0]);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
  }

  /** What `Ref` stands for: the ARN of a topic, and else a name. No other policy of the template refers to a `Ref`. */
  function refOf(id: string): string {
    return resources[id]?.Type === 'AWS::SNS::Topic' ? arn(id) : id;
  }

  function arn(id: string): string {
    const type = resources[id]?.Type ?? '';
    const format = ARNS[type];
    if (format === undefined) throw new Error(`No ARN is known for ${id}, a ${type}`);
    return format(resources[id]?.Properties.Name ?? id);
  }

  const ofType = (type: string): Properties[] =>
    Object.values(resources).flatMap(({ Type, Properties }) =>
      Type === type ? [replaced(Properties) as Properties] : [],
    );
  const policies = ofType('AWS::IAM::Policy').map(({ PolicyDocument }) => PolicyDocument);
  /** What runs with the role of that logical id. */
  function runningAs(role: string): Principal {
    const roleArn = arn(role);
    const attached = ofType('AWS::IAM::Policy').filter(({ Roles }) => Roles?.includes(role));
    return {
      principal: roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/').concat('/function'),
      identityPolicies: attached.map(({ PolicyDocument: policy }, index) => ({
        name: `policy ${index}`,
        policy,
      })),
      context: { 'aws:PrincipalArn': roleArn },
    };
  }
  const functionRole = arnOf(notifier.notify.role?.roleArn).split('/').at(-1) ?? '';
  /** What the role of a deployment's own function may do. Undefined: there is none. */
  function atDeployment(name: string): Principal | undefined {
    const role = Object.keys(resources).find((id) => id.startsWith(`reservations${name}`));
    return role === undefined ? undefined : runningAs(role);
  }

  /** The policy of a topic or a queue, found by the ARN. Undefined: it has none. */
  function resourcePolicy(resource: string): unknown {
    const name = resource.split(':').at(-1);
    return [
      ...ofType('AWS::SNS::TopicPolicy').filter(({ Topics }) => Topics?.includes(resource)),
      ...ofType('AWS::SQS::QueuePolicy').filter(({ Queues }) => Queues?.includes(String(name))),
    ][0]?.PolicyDocument;
  }

  /** Whether a request would be allowed. @throws {Error} if the simulator cannot take it */
  async function may(
    { principal, identityPolicies, context }: Principal,
    action: string,
    resource: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<boolean> {
    const policy = resourcePolicy(resource);
    const result = await runSimulation(
      {
        request: {
          principal,
          action,
          resource: { resource, accountId: ACCOUNT },
          contextVariables: { 'aws:SecureTransport': 'true', ...context, ...more },
        },
        identityPolicies,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        ...(policy !== undefined && { resourcePolicy: policy }),
      },
      {},
    );
    if (result.resultType === 'error')
      throw new Error(JSON.stringify({ action, resource, ...result.errors }));
    return result.overallResult === 'Allowed';
  }

  return {
    notifier,
    arnOf,
    may,
    theFunction: runningAs(functionRole),
    /** What reserves concurrency at a deployment. Undefined: nothing is reserved. */
    theReservation: atDeployment('HandlerRole'),
    /** What CloudFormation calls for that. */
    theProvider: atDeployment('ProviderRole'),
    /** The ARN of the function that reserves concurrency. Undefined: nothing is reserved. */
    reservationArn: Object.entries(resources).flatMap(([id, { Type }]) =>
      Type === 'AWS::Lambda::Function' && id.startsWith('reservationsHandler') ? [arn(id)] : [],
    )[0],
    policies,
    /** Every role, without the policies that are resources of their own. */
    roles: ofType('AWS::IAM::Role'),
    resourcePolicies: () => allPolicies(ofType),
  };
}

/** Somebody to whom everything is allowed by an identity policy, as an administrator's role is. */
export function administrator(account: string): Principal {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  return {
    principal: `arn:aws:sts::${account}:assumed-role/Administrator/trudy`,
    identityPolicies: [{ name: 'everything', policy }],
    context: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/Administrator` },
  };
}

export const anybody: Principal = { principal: anonymousPrincipal, identityPolicies: [], context: {} };

/** A service that acts for a resource. */
export function service(name: string, sourceArn: string): Principal {
  return { principal: name, identityPolicies: [], context: { 'aws:SourceArn': sourceArn } };
}

/** An ARN in the account and Region of the notifier. */
export function other(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}

interface Properties {
  readonly PolicyDocument?: { readonly Statement: readonly Statement[] };
  readonly Roles?: readonly string[];
  /** The inline policies of a role. */
  readonly Policies?: unknown;
  readonly ManagedPolicyArns?: unknown;
  readonly Topics?: readonly string[];
  readonly Queues?: readonly string[];
  /** The name that the template gives it. */
  readonly Name?: string;
}

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
};

const ARNS: Readonly<Record<string, (id: string) => string>> = {
  'AWS::IAM::Role': (id) => `arn:aws:iam::${ACCOUNT}:role/${id}`,
  'AWS::SNS::Topic': (id) => other('sns', id),
  'AWS::SQS::Queue': (id) => other('sqs', id),
  'AWS::Logs::LogGroup': (id) => other('logs', `log-group:${id}:*`),
  'AWS::Events::Rule': (id) => other('events', `rule/${id}`),
  'AWS::DynamoDB::Table': (id) => other('dynamodb', `table/${id}`),
  'AWS::Lambda::Function': (id) => other('lambda', `function:${id}`),
};

function allPolicies(ofType: (type: string) => Properties[]) {
  return ['AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'].flatMap(ofType).map((one) => one.PolicyDocument);
}
