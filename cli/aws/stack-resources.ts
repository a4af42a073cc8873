import { paginateListStackResources, type StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { Aws } from './connect.ts';

/** Lists the resources of a stack. @throws {AwsError} when they cannot be read */
export function listStackResources(
  { cloudFormation, call }: Aws,
  stack: string,
): Promise<readonly StackResourceSummary[]> {
  const read = async () => {
    const resources: StackResourceSummary[] = [];
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client: cloudFormation },
      { StackName: stack },
    )) {
      resources.push(...StackResourceSummaries);
    }
    return resources;
  };
  return call('cloudformation:ListStackResources', read());
}

/** Whether a topic, by its ARN, is one that the stack has made. */
export async function isTopicOfStack(topicArn: string, stack: string, aws: Aws): Promise<boolean> {
  const resources = await listStackResources(aws, stack);
  return resources.some(
    ({ ResourceType, PhysicalResourceId }) =>
      ResourceType === 'AWS::SNS::Topic' && PhysicalResourceId === topicArn,
  );
}
