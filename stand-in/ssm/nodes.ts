import type { JsonInput } from '../json-protocol.ts';
import { ServiceError } from '../service.ts';
import { ssmPage } from './pagination.ts';

/** A managed node as DescribeInstanceInformation returns it. */
export interface StandInNode {
  /** `i-…` for an EC2 instance, `mi-…` for any other machine. */
  readonly InstanceId: string;
  /** The fully qualified host name. */
  readonly ComputerName: string;
  /** The name that a machine which is no EC2 instance was registered with. @default - none */
  readonly Name?: string;
}

/**
 * The nodes with the ids of the filter, or all. A node that is not managed is left out, and so is a stopped one.
 *
 * @throws {ServiceError} `ValidationException`, `InvalidFilterKey`, `InvalidInstanceId`, `InvalidNextToken`
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeInstanceInformation.html
 */
export function describeInstanceInformation(input: JsonInput, nodes: readonly StandInNode[]): object {
  const ids = idsIn(input);
  const found = nodes.filter(({ InstanceId }) => ids?.includes(InstanceId) ?? true);
  // The minimum is 5: a request for one node cannot ask for one result.
  const { items, nextToken } = ssmPage(found, input, { min: 5, max: 50, byDefault: 10 });
  return { InstanceInformationList: items, NextToken: nextToken };
}

const NODE_ID = /^m?i-[0-9a-f]{8,17}$/;

/** The filter by `InstanceIds`, in either of the two forms; undefined when there is none. */
function idsIn(input: JsonInput): readonly string[] | undefined {
  const { Filters: filters, InstanceInformationFilterList: legacyFilters } = input;
  const [filter] = [...toFilters(filters, 'Key', 'Values'), ...toFilters(legacyFilters, 'key', 'valueSet')];
  if (!filter) return undefined;
  if (filter.key !== 'InstanceIds') {
    throw new ServiceError(400, 'InvalidFilterKey', 'The specified key is not valid.');
  }
  for (const id of filter.values) {
    // Not recorded: "If you specify a node ID that isn't valid […] you receive an error."
    if (!NODE_ID.test(id)) throw new ServiceError(400, 'InvalidInstanceId', `Invalid instance id: ${id}`);
  }
  return filter.values;
}

function toFilters(list: unknown, key: string, values: string) {
  return ((list ?? []) as readonly JsonInput[]).map((filter) => ({
    key: filter[key],
    values: (filter[values] ?? []) as readonly string[],
  }));
}
