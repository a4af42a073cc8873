import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';
import type { Aws } from './connect.ts';
import { listStackResources } from './stack-resources.ts';

/** A subscription that a deployment has made. */
export interface StackSubscription {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** Whether it outlives a deployment that no longer names it. */
  readonly retained: boolean;
}

/**
 * Reads who was subscribed by the last deployment of a stack, whether or not they still are: CloudFormation does not see who
 * unsubscribes.
 *
 * @throws {AwsError} when the template or the list of resources cannot be read
 */
export async function readStackSubscriptions(aws: Aws, stack: string): Promise<readonly StackSubscription[]> {
  const { cloudFormation, call, region } = aws;
  const [{ TemplateBody }, resources] = await Promise.all([
    call('cloudformation:GetTemplate', cloudFormation.send(new GetTemplateCommand({ StackName: stack }))),
    listStackResources(aws, stack),
  ]);
  const ids = new Map(
    resources.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [
      LogicalResourceId,
      PhysicalResourceId,
    ]),
  );
  return subscriptionsIn(TemplateBody).flatMap((resource) => {
    const { TopicArn, Protocol, Endpoint } = resource.Properties;
    const topicArn = resolve(TopicArn, ids) ?? '';
    const [, partition = '', , , account = ''] = topicArn.split(':');
    const pseudo = new Map([
      ['AWS::Partition', partition],
      ['AWS::Region', region],
      ['AWS::AccountId', account],
    ]);
    const endpoint = resolve(Endpoint, pseudo);
    if (topicArn === '' || endpoint === undefined) return [];
    return [{ topicArn, protocol: Protocol, endpoint, retained: resource.DeletionPolicy === 'Retain' }];
  });
}

const SubscriptionResource = v.object({
  Type: v.literal('AWS::SNS::Subscription'),
  DeletionPolicy: v.optional(v.string()),
  Properties: v.object({ TopicArn: v.unknown(), Protocol: v.string(), Endpoint: v.unknown() }),
});

const Template = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ Resources: v.record(v.string(), v.unknown()) }),
);

function subscriptionsIn(
  template: string | undefined,
): readonly v.InferOutput<typeof SubscriptionResource>[] {
  const { success, output } = v.safeParse(Template, template);
  if (!success) return [];
  return Object.values(output.Resources).filter((resource) => v.is(SubscriptionResource, resource));
}

/**
 * Turns a value of the template into text.
 *
 * @param names what a `Ref` stands for
 * @returns undefined for what is put together in a way that is not known here
 */
function resolve(value: unknown, names: ReadonlyMap<string, string>): string | undefined {
  if (typeof value === 'string') return value;
  if (v.is(Ref, value)) return names.get(value.Ref);
  if (!v.is(Join, value)) return undefined;
  const [separator, parts] = value['Fn::Join'];
  const texts = parts.map((part) => resolve(part, names));
  return texts.includes(undefined) ? undefined : texts.join(separator);
}

const Ref = v.object({ Ref: v.string() });
const Join = v.object({ 'Fn::Join': v.tuple([v.string(), v.array(v.unknown())]) });
