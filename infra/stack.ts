import { CfnOutput, CfnResource, Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Audience, idOf } from './config/audience.ts';
import type { SessionNotifierStackConfig } from './config/config.ts';
import { ConfigError } from './config/config-error.ts';
import { warnOfLosses } from './losses.ts';
import { alarmTopics } from './monitoring/alarm-topic.ts';
import { NotifierDashboard } from './monitoring/dashboard.ts';
import {
  AUDIENCE_PARTS,
  AUDIENCES_OUTPUT,
  type AudienceOutput,
  type AudiencePart,
  capitalised,
  outputKey,
} from './outputs.ts';
import { SessionNotifier } from './session-notifier.ts';

export interface SessionNotifierStackProps extends StackProps {
  /** What is deployed. */
  readonly config: SessionNotifierStackConfig;
  /**
   * The audiences of the last deployment, for what a change would lose.
   * @default - not known
   */
  readonly deployed?: readonly AudienceOutput[];
}

/** One notifier for each audience, and what a person needs to find its parts. */
export class SessionNotifierStack extends Stack {
  /** The notifiers by the names of their audiences. */
  readonly notifiers: ReadonlyMap<string, SessionNotifier>;

  constructor(scope: Construct, id: string, { config, deployed = [], ...props }: SessionNotifierStackProps) {
    super(scope, id, props);

    const { audiences, alarms, commandLine, ...settings } = config;
    const topics = alarmTopics(new Construct(this, 'alarms'), alarms ?? {}, {
      retained: commandLine?.alarms ?? [],
    });
    this.notifiers = new Map(
      audiences.map(({ name, id, ...audience }, index) => [
        name,
        // With a capital, so that an audience may be called alarms.
        new SessionNotifier(this, capitalised(idOf({ name, ...(id && { id }) })), {
          ...settings,
          ...audience,
          alarmTopics: topics,
          ...(index === 0 && commandLine && { retainedSubscribers: commandLine }),
        }),
      ]),
    );

    new NotifierDashboard(new Construct(this, 'dashboard'), 'Dashboard', { notifiers: this.notifiers });
    const audiencesOutput = audiences.map((audience) =>
      partsOf(audience, this.notifiers.get(audience.name) as SessionNotifier),
    );
    for (const audience of audiencesOutput) this.outputParts(audience);
    this.output(AUDIENCES_OUTPUT.key, this.toJsonString(audiencesOutput), AUDIENCES_OUTPUT.description);
    refuseTooMany(this);
    warnOfLosses(this, audiencesOutput, deployed);
  }

  /** One output for each part, for people. */
  private outputParts({ name, id = name, ...parts }: AudienceOutput): void {
    for (const [part, output] of Object.entries(AUDIENCE_PARTS)) {
      const value = parts[part as AudiencePart];
      if (output === undefined || value === undefined) continue;
      this.output(outputKey(id, output.key), value, `${name}: ${output.description}`);
    }
  }

  private output(key: string, value: string, description: string): void {
    new CfnOutput(this, `output:${key}`, { value, description }).overrideLogicalId(key);
  }
}

/**
 * What one template of CloudFormation may hold.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const MAX_RESOURCES = 500;
const MAX_OUTPUTS = 200;

/** @throws {ConfigError} if CloudFormation would refuse the template for its size */
function refuseTooMany(stack: SessionNotifierStack): void {
  const parts = stack.node.findAll();
  const advice = 'have fewer audiences, or deploy some of them as another stack';
  const count = (what: string, found: number, most: number) =>
    found > most
      ? [
          `audiences: ${stack.notifiers.size} audiences make ${found} ${what}, and CloudFormation takes ${most} in a stack: ${advice}`,
        ]
      : [];
  const problems = [
    ...count('resources', parts.filter(CfnResource.isCfnResource).length, MAX_RESOURCES),
    ...count('outputs', parts.filter((part) => part instanceof CfnOutput).length, MAX_OUTPUTS),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
}

function partsOf(
  { name, id }: Audience,
  { topic, notify, rule, deadLetterQueue, failureQueue, buffer, drainsBuffer, alarms }: SessionNotifier,
): AudienceOutput {
  return {
    name,
    ...(id !== undefined && { id }),
    topicArn: topic.topicArn,
    functionName: notify.functionName,
    ruleName: rule.ruleName,
    deadLetterQueueUrl: deadLetterQueue.queueUrl,
    failureQueueUrl: failureQueue.queueUrl,
    ...(buffer && {
      bufferUrl: buffer.queue.queueUrl,
      bufferDeadLetterQueueUrl: buffer.deadLetterQueue.queueUrl,
    }),
    ...(drainsBuffer && { drainsBuffer }),
    alarms: alarms.count,
  };
}
