import type { AwsOptions } from '../aws/connect.ts';
import { type ShellCommand, shellCommand, type Word } from '../terminal/shell-command.ts';
import { type Endpoint, endpointWord, placeWords, protocolWord, value } from './words.ts';

/** Every command of this project that the tools print, for the account and region that were asked about. */

export function addSubscription(
  place: AwsOptions,
  { protocol, endpoint }: Endpoint,
  { audience, stack }: { readonly audience: string; readonly stack: string },
): ShellCommand {
  return npmRun(
    place,
    'subscriptions',
    ...['add', protocolWord(protocol), endpointWord(endpoint)],
    ...['--audience', value('the name of the audience', audience)],
    ...['--stack', value('the name of the stack', stack)],
  );
}

/** Confirms a subscription. The word `LINK` stands for the link that SNS sends. */
export function confirmSubscription(place: AwsOptions, stack: string): ShellCommand {
  return npmRun(
    place,
    'subscriptions',
    ...['confirm', { literal: 'LINK' }, '--stack', value('the name of the stack', stack)],
  );
}

export function removeSubscription(
  place: AwsOptions,
  subscriber: string,
  { audience, stack }: { readonly audience: string; readonly stack: string },
): ShellCommand {
  return npmRun(
    place,
    'subscriptions',
    ...['remove', endpointWord(subscriber)],
    ...['--audience', value('the name of the audience', audience)],
    ...['--stack', value('the name of the stack', stack)],
  );
}

/** Sends a test alert through every part of the deployment. */
export function sendTest(place: AwsOptions, stack: string): ShellCommand {
  return npmRun(place, 'doctor', ...['--send-test', '--stack', value('the name of the stack', stack)]);
}

/**
 * Deploys this version.
 *
 * @param subscribers who is named by `-c` options
 */
export function deploy({ profile }: AwsOptions, subscribers: readonly Endpoint[]): ShellCommand {
  const protocols = [...new Set(subscribers.map(({ protocol }) => protocol))];
  const options = protocols.flatMap((protocol) => {
    const endpoints = subscribers.filter((one) => one.protocol === protocol).map(({ endpoint }) => endpoint);
    return ['-c', value('an endpoint', `${protocol}=${endpoints.join(',')}`)];
  });
  return shellCommand(['npx', 'cdk', 'deploy', ...options, ...placeWords({ profile })]);
}

/** Shows what waits in a queue. */
export function replayQueue(place: AwsOptions, queueUrl: string): ShellCommand {
  // The region is in the URL.
  const { region: _, ...credentials } = place;
  return npmRun(credentials, 'replay', '--queue', value('the URL of the queue', queueUrl));
}

function npmRun(place: AwsOptions, script: string, ...words: readonly Word[]): ShellCommand {
  return shellCommand(['npm', 'run', script, '--', ...words, ...placeWords(place)]);
}
