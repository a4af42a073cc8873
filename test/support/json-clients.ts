import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { StandIn } from '../../stand-in/server.ts';
import { type SsmOptions, startSsm } from '../../stand-in/ssm/ssm.ts';
import { startTagging, type TaggingOptions } from '../../stand-in/tagging.ts';

const closing: (() => unknown)[] = [];

/** Closes what the functions below opened: for `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()));
}

/** A stand-in for Systems Manager with a real client. */
export function connectSsm(options: SsmOptions): Promise<Connection<SSMClient>> {
  return connect(startSsm(options), (config) => new SSMClient(config));
}

/** A stand-in for the Resource Groups Tagging API with a real client. */
export function connectTagging(
  tags: TaggingOptions['tags'],
): Promise<Connection<ResourceGroupsTaggingAPIClient>> {
  return connect(startTagging({ tags }), (config) => new ResourceGroupsTaggingAPIClient(config));
}

interface Connection<Client> {
  readonly standIn: StandIn;
  readonly client: Client;
}

async function connect<Client extends { destroy(): void }>(
  starting: Promise<StandIn>,
  toClient: (config: ReturnType<typeof configFor>) => Client,
): Promise<Connection<Client>> {
  const standIn = await starting;
  const client = toClient(configFor(standIn));
  closing.push(() => client.destroy(), standIn.close);
  return { standIn, client };
}

function configFor({ endpoint }: StandIn) {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  return { endpoint, region: 'eu-central-1', credentials, maxAttempts: 3 };
}
