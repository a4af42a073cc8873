import type { AwsOptions } from './aws/connect.ts';
import { type ShellCommand, shellCommand, type Word } from './terminal/shell-command.ts';

/** Where a command acts, and as whom. */
type Place = { readonly [Key in keyof AwsOptions]: AwsOptions[Key] | undefined };

/** Every command that the tools print, for the account and region that were asked about. */

export function startLogging(place: AwsOptions, trailArn: string): ShellCommand {
  return aws(place, 'cloudtrail', 'start-logging', '--name', value('the ARN of the trail', trailArn));
}

export function enableRule(place: AwsOptions, ruleName: string): ShellCommand {
  return aws(place, 'events', 'enable-rule', '--name', value('the name of the rule', ruleName));
}

export function reserveConcurrency(
  place: AwsOptions,
  functionName: string,
  concurrency: number,
): ShellCommand {
  return aws(
    place,
    ...['lambda', 'put-function-concurrency', '--function-name', functionWord(functionName)],
    ...['--reserved-concurrent-executions', String(concurrency)],
  );
}

export function releaseConcurrency(place: AwsOptions, functionName: string): ShellCommand {
  return aws(
    place,
    ...['lambda', 'delete-function-concurrency', '--function-name', functionWord(functionName)],
  );
}

/** Asks for as much concurrency as most accounts have. */
export function requestConcurrency(place: AwsOptions): ShellCommand {
  return aws(
    place,
    ...['service-quotas', 'request-service-quota-increase', '--service-code', 'lambda'],
    ...['--quota-code', 'L-B99A9384', '--desired-value', '1000'],
  );
}

export function enableMapping(place: AwsOptions, uuid: string): ShellCommand {
  return updateMapping(place, uuid, '--enabled');
}

export function limitMapping(place: AwsOptions, uuid: string, maximumConcurrency: number): ShellCommand {
  return updateMapping(place, uuid, '--scaling-config', `MaximumConcurrency=${maximumConcurrency}`);
}

/** @param filterPattern one of this project */
export function tailLog(
  place: AwsOptions,
  logGroup: string,
  { hours, filterPattern }: { readonly hours: number; readonly filterPattern: string },
): ShellCommand {
  return aws(
    place,
    ...['logs', 'tail', value('the name of the log group', logGroup), '--since', `${hours}h`],
    ...['--filter-pattern', { literal: filterPattern }],
  );
}

export function enableKey(place: AwsOptions, keyId: string): ShellCommand {
  return aws(place, 'kms', 'enable-key', '--key-id', value('the id of the key', keyId));
}

export function cancelKeyDeletion(place: AwsOptions, keyId: string): ShellCommand {
  return aws(place, 'kms', 'cancel-key-deletion', '--key-id', value('the id of the key', keyId));
}

export function setTopicKey(place: AwsOptions, topicArn: string, key: string): ShellCommand {
  return aws(
    place,
    ...['sns', 'set-topic-attributes', '--topic-arn', value('the ARN of the topic', topicArn)],
    ...['--attribute-name', 'KmsMasterKeyId', '--attribute-value', value('the key', key)],
  );
}

export function sendSandboxCode(place: AwsOptions, phoneNumber: string): ShellCommand {
  return aws(place, 'sns', 'create-sms-sandbox-phone-number', '--phone-number', phoneWord(phoneNumber));
}

export function enterSandboxCode(place: AwsOptions, phoneNumber: string): ShellCommand {
  return aws(
    place,
    ...['sns', 'verify-sms-sandbox-phone-number', '--phone-number', phoneWord(phoneNumber)],
    ...['--one-time-password', 'CODE'],
  );
}

export function optIn(place: AwsOptions, phoneNumber: string): ShellCommand {
  return aws(place, 'sns', 'opt-in-phone-number', '--phone-number', phoneWord(phoneNumber));
}

/** Holds for all text messages of the account that do not say otherwise. */
export function sendAsTransactional(place: AwsOptions): ShellCommand {
  return aws(place, 'sns', 'set-sms-attributes', '--attributes', 'DefaultSMSType=Transactional');
}

export function subscribeToTopic(
  place: AwsOptions,
  topicArn: string,
  { protocol, endpoint }: Endpoint,
): ShellCommand {
  return aws(
    place,
    ...['sns', 'subscribe', '--topic-arn', value('the ARN of the topic', topicArn)],
    ...['--protocol', protocolWord(protocol), '--notification-endpoint', endpointWord(endpoint)],
  );
}

export function allowInvocation(place: AwsOptions, functionArn: string, topicArn: string): ShellCommand {
  // Differs between audiences, so that one function may serve several.
  const statementId = `sns-${topicArn.split(':').at(-1)}`.slice(0, 100);
  return aws(
    place,
    ...['lambda', 'add-permission', '--function-name', functionWord(functionArn)],
    ...['--statement-id', value('the name of the topic', statementId)],
    ...['--action', 'lambda:InvokeFunction', '--principal', 'sns.amazonaws.com'],
    ...['--source-arn', value('the ARN of the topic', topicArn)],
  );
}

export function enableAlarmActions(place: AwsOptions, alarmNames: readonly string[]): ShellCommand {
  const names = alarmNames.map((name) => value('the name of an alarm', name));
  return aws(place, 'cloudwatch', 'enable-alarm-actions', '--alarm-names', ...names);
}

/**
 * Puts back what was changed outside the deployment. A plain deployment does not: it compares templates.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
 */
export function revertDrift(place: AwsOptions, stack: string): ShellCommand {
  return aws(
    place,
    ...['cloudformation', 'create-change-set', '--stack-name', value('the name of the stack', stack)],
    ...['--change-set-name', 'restore', '--use-previous-template', '--capabilities', 'CAPABILITY_IAM'],
    ...['--deployment-mode', 'REVERT_DRIFT'],
  );
}

export interface Endpoint {
  readonly protocol: string;
  readonly endpoint: string;
}

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

/** With a place for the link that SNS sends. */
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

function aws(place: AwsOptions, ...words: readonly Word[]): ShellCommand {
  return shellCommand(['aws', ...words, ...placeWords(place)]);
}

function npmRun(place: AwsOptions, script: string, ...words: readonly Word[]): ShellCommand {
  return shellCommand(['npm', 'run', script, '--', ...words, ...placeWords(place)]);
}

function updateMapping(place: AwsOptions, uuid: string, ...change: readonly string[]): ShellCommand {
  return aws(
    place,
    ...['lambda', 'update-event-source-mapping', '--uuid', value('the id of the mapping', uuid), ...change],
  );
}

function placeWords({ region, profile }: Place): readonly Word[] {
  return [
    ...(region === undefined ? [] : ['--region', value('the name of the region', region)]),
    ...(profile === undefined ? [] : ['--profile', value('the name of the profile', profile)]),
  ];
}

function functionWord(name: string): Word {
  return value('the name of the function', name);
}

function phoneWord(number: string): Word {
  return value('the phone number', number);
}

function protocolWord(protocol: string): Word {
  return value('the protocol', protocol);
}

function endpointWord(endpoint: string): Word {
  return value('the endpoint', endpoint);
}

function value(what: string, text: string): Word {
  return { what, value: text };
}
