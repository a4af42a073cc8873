import {
  GetResourcesCommand,
  type ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { DescribeInstanceInformationCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import type { Tag, Target, TargetDetails } from '../domain/session-event.ts';
import { fields, listOf, text } from '../parse/detail.ts';
import type { Place } from './look-ups.ts';

/**
 * Looks up what a target is called: its tag `Name` and the given others, and the computer name of a managed node. The
 * tagging API has the tags of instances, managed nodes and ECS tasks alike.
 *
 * @see https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export async function lookUpTarget(
  clients: { readonly tagging: ResourceGroupsTaggingAPIClient; readonly ssm: () => SSMClient },
  target: Target,
  place: Place,
  shownTags: readonly string[],
  abortSignal: AbortSignal,
): Promise<TargetDetails> {
  const arn = toArn(target, place);
  const [tags, computerName] = await Promise.all([
    arn === undefined ? [] : readTags(clients.tagging, arn, abortSignal),
    target.kind === 'managed-node' ? readComputerName(clients.ssm(), target.id, abortSignal) : undefined,
  ]);
  const value = (key: string) => tags.find((tag) => tag.key === key)?.value || undefined;
  return {
    name: value('Name'),
    computerName,
    tags: shownTags.flatMap((key) => {
      const found = value(key);
      return found === undefined ? [] : [{ key, value: found }];
    }),
  };
}

const TagsAnswer = fields({
  ResourceTagMappingList: listOf(
    fields({ ResourceARN: text, Tags: listOf(fields({ Key: text, Value: text })) }),
  ),
});

async function readTags(
  tagging: ResourceGroupsTaggingAPIClient,
  arn: string,
  abortSignal: AbortSignal,
): Promise<Tag[]> {
  const command = new GetResourcesCommand({ ResourceARNList: [arn] });
  const { ResourceTagMappingList } = v.parse(TagsAnswer, await tagging.send(command, { abortSignal }));
  const tags = ResourceTagMappingList.find(({ ResourceARN }) => ResourceARN === arn)?.Tags ?? [];
  return tags.map(({ Key = '', Value = '' }) => ({ key: Key, value: Value }));
}

const NodesAnswer = fields({
  InstanceInformationList: listOf(fields({ InstanceId: text, ComputerName: text })),
});

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeInstanceInformation.html */
async function readComputerName(
  ssm: SSMClient,
  id: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const command = new DescribeInstanceInformationCommand({ Filters: [{ Key: 'InstanceIds', Values: [id] }] });
  const { InstanceInformationList } = v.parse(NodesAnswer, await ssm.send(command, { abortSignal }));
  return InstanceInformationList.find(({ InstanceId }) => InstanceId === id)?.ComputerName;
}

/** The ARN by which the tagging API knows the target. Undefined for what has no tags, or whose Region is not known. */
function toArn(target: Target, { partition, region, account }: Place): string | undefined {
  if (region === undefined || account === undefined) return undefined;
  const arn = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  switch (target.kind) {
    case 'ec2-instance':
      return arn('ec2', `instance/${target.id}`);
    case 'managed-node':
      return arn('ssm', `managed-instance/${target.id}`);
    case 'ecs-task':
      return arn('ecs', `task/${target.cluster}/${target.task}`);
    default:
      return undefined;
  }
}
