import type { AwsOptions } from '../aws/connect.ts';
import { type ShellCommand, shellCommand, type Word } from '../terminal/shell-command.ts';
import {
  type Endpoint,
  endpointWord,
  functionWord,
  phoneWord,
  placeWords,
  protocolWord,
  value,
} from './words.ts';

/** Every command of the AWS CLI that the tools print, for the account and region that were asked about. */

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

function aws(place: AwsOptions, ...words: readonly Word[]): ShellCommand {
  return shellCommand(['aws', ...words, ...placeWords(place)]);
}

function updateMapping(place: AwsOptions, uuid: string, ...change: readonly string[]): ShellCommand {
  return aws(
    place,
    ...['lambda', 'update-event-source-mapping', '--uuid', value('the id of the mapping', uuid), ...change],
  );
}
