import { element, type QueryInput, queryService } from '../../stand-in/query-protocol.ts';
import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';

export interface StandInStack {
  readonly name: string;
  /** @default CREATE_COMPLETE */
  readonly status?: string;
  /** @default - none, as for a stack whose creation failed */
  readonly outputs?: Readonly<Record<string, string>>;
  /** What was deployed. @default - an empty template */
  readonly template?: object;
  /** What the stack has made. @default - nothing */
  readonly resources?: readonly StandInResource[];
}

export interface StandInResource {
  readonly logicalId: string;
  /** A topic has its ARN. */
  readonly physicalId: string;
  /** `AWS::SNS::Topic` */
  readonly type: string;
}

export interface CloudFormationOptions {
  /** The stacks of the one Region that is stood in for. @default - none */
  readonly stacks?: readonly StandInStack[];
}

/**
 * Stands in for AWS CloudFormation on the loopback interface: point a `CloudFormationClient` at its `endpoint`. It
 * knows DescribeStacks, for one stack or for all, GetTemplate and ListStackResources. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
export function startCloudFormation({ stacks = [] }: CloudFormationOptions = {}): Promise<StandIn> {
  return startServer(
    queryService('http://cloudformation.amazonaws.com/doc/2010-05-15/', {
      DescribeStacks: (input) => describeStacks(input, stacks),
      GetTemplate: (input) =>
        element('TemplateBody', JSON.stringify(theStack(input, stacks).template ?? { Resources: {} })),
      ListStackResources: (input) => {
        const resources = theStack(input, stacks).resources ?? [];
        return `<StackResourceSummaries>${resources.map(toResourceXml).join('')}</StackResourceSummaries>`;
      },
    }),
  );
}

function describeStacks(input: QueryInput, stacks: readonly StandInStack[]): string {
  const found = input.StackName === undefined ? stacks : [theStack(input, stacks)];
  return `<Stacks>${found.map(toXml).join('')}</Stacks>`;
}

/** As CloudFormation makes it: it ends in an id that no other stack has. */
export function stackIdOf(name: string): string {
  return `arn:aws:cloudformation:eu-central-1:111122223333:stack/${name}/5f0c6a30-3d21-11f1-8e0b-0a1b2c3d4e5f`;
}

function theStack({ StackName: name }: QueryInput, stacks: readonly StandInStack[]): StandInStack {
  const found = stacks.find((stack) => stack.name === name);
  if (found) return found;
  throw new ServiceError(400, 'ValidationError', `Stack with id ${name} does not exist`);
}

function toResourceXml({ logicalId, physicalId, type }: StandInResource): string {
  return (
    `<member>${element('LogicalResourceId', logicalId)}${element('PhysicalResourceId', physicalId)}` +
    `${element('ResourceType', type)}<ResourceStatus>CREATE_COMPLETE</ResourceStatus>` +
    '<LastUpdatedTimestamp>2026-05-04T08:00:00.000Z</LastUpdatedTimestamp></member>'
  );
}

function toXml({ name, status = 'CREATE_COMPLETE', outputs = {} }: StandInStack): string {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member>${element('OutputKey', key)}${element('OutputValue', value)}</member>`,
  );
  return (
    `<member>${element('StackId', stackIdOf(name))}${element('StackName', name)}${element('StackStatus', status)}` +
    `<CreationTime>2026-05-04T08:00:00.000Z</CreationTime><Outputs>${members.join('')}</Outputs></member>`
  );
}
