import { type JsonInput, jsonService } from './json-protocol.ts';
import { type StandIn, startServer } from './server.ts';
import { ServiceError } from './service.ts';

export interface TaggingOptions {
  /** Tags by the ARN of their resource. A resource that lost its last tag has none: `{}`. */
  readonly tags: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Stands in for the Resource Groups Tagging API on the loopback interface: point a `ResourceGroupsTaggingAPIClient` at
 * its `endpoint`. It knows GetResources for a list of ARNs. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export function startTagging({ tags }: TaggingOptions): Promise<StandIn> {
  return startServer(
    jsonService('ResourceGroupsTaggingAPI_20170126', { GetResources: (input) => getResources(input, tags) }),
  );
}

const MAX_ARNS = 100;

/** What the documentation forbids beside a list of ARNs. */
const NOT_WITH_ARNS = [
  'TagFilters',
  'ResourceTypeFilters',
  'ResourcesPerPage',
  'TagsPerPage',
  'PaginationToken',
];

/** A resource that never had a tag is left out, and so is one that does not exist. */
function getResources(input: JsonInput, tags: TaggingOptions['tags']): object {
  const arns = input.ResourceARNList as readonly string[] | undefined;
  if (!arns) throw invalidParameter('Only requests with a ResourceARNList are known here.');
  if (arns.length === 0 || arns.length > MAX_ARNS) {
    throw invalidParameter(`ResourceARNList must have between 1 and ${MAX_ARNS} items.`);
  }
  const excluded = NOT_WITH_ARNS.find((name) => input[name] !== undefined);
  if (excluded) throw invalidParameter(`ResourceARNList and ${excluded} cannot be used together.`);
  const malformed = arns.find((arn) => !/^arn:[\w-]+:[\w-]+:[\w-]*:\d*:.+$/.test(arn));
  if (malformed !== undefined) throw invalidParameter(`Not an ARN: ${malformed}`);
  return {
    PaginationToken: '',
    ResourceTagMappingList: arns
      .filter((arn) => Object.hasOwn(tags, arn))
      .map((arn) => ({
        ResourceARN: arn,
        Tags: Object.entries(tags[arn] ?? {}).map(([Key, Value]) => ({ Key, Value })),
      })),
  };
}

/** The code is AWS's; the texts are our own. */
function invalidParameter(reason: string): ServiceError {
  return new ServiceError(400, 'InvalidParameterException', reason);
}
