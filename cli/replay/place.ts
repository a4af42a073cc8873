import type { AwsOptions } from '../aws/connect.ts';
import type { ReplayOptions } from './options.ts';

/** A queue is read where its URL says, and its function is in the same region. */
export function placeOf({ queue, region, profile }: ReplayOptions, regionOfArn?: string): AwsOptions {
  const [, regionOfQueue] = /^https:\/\/(?:sqs\.)?([a-z]{2}[\w-]*-\d)\./.exec(queue ?? '') ?? [];
  const chosen = regionOfArn ?? region ?? regionOfQueue;
  return { ...(chosen !== undefined && { region: chosen }), ...(profile !== undefined && { profile }) };
}
