import { InvalidArgumentError, Option } from 'commander';
import { DISPLAY_NAME } from '../../infra/config/values.ts';
import { DISTINCT_PROTOCOLS, type DistinctProtocol } from '../../lambda/render/render.ts';
import { DEFAULT_SETTINGS } from '../../lambda/settings.ts';
import { createCommand } from '../terminal/command-line.ts';
import type { Terminal } from '../terminal/program.ts';
import { userPath } from '../terminal/user-path.ts';
import { HELP } from './help.ts';
import { toTime } from './period.ts';

export interface ReplayOptions {
  readonly paths: readonly string[];
  /** None: one line an event. */
  readonly protocols: readonly DistinctProtocol[];
  /** Whether somebody chose them. */
  readonly protocolGiven: boolean;
  readonly json: boolean;
  /** Every sample event, and not only some of them. */
  readonly all: boolean;
  readonly ignoreRule: boolean;
  readonly displayName?: string;
  readonly topicArn?: string;
  /** Name or ARN of a deployed function. */
  readonly function?: string;
  /** Of the configuration file. @default - whoever is told of everything */
  readonly audience?: string;
  /** Path of the configuration file. @default - the project's own */
  readonly config?: string;
  /** URL of a queue to read instead of files. */
  readonly queue?: string;
  /** Whether to read CloudTrail's event history instead of files. */
  readonly cloudtrail: boolean;
  readonly since?: Date;
  readonly until?: Date;
  /** Of the queue, of CloudTrail and of the function. @default - of the environment and the profile */
  readonly region?: string;
  /** Whose credentials are used. @default - of the environment */
  readonly profile?: string;
}

/** @throws {CommanderError} on misuse, and after printing the help */
export function readReplayOptions(argv: readonly string[], terminal: Terminal): ReplayOptions {
  const command = createCommand('replay', terminal)
    .description('Shows what each subscriber would receive for an event, or publishes it to a topic.')
    .argument('[paths...]', 'files, folders, or - for standard input')
    .addOption(
      new Option(
        '--protocol <name>',
        'whose message to show (default: email and sms; with --audience: none)',
      ).choices([...DISTINCT_PROTOCOLS, 'all']),
    )
    .option('--all', 'show every sample event of the project, and not only three', false)
    .option('--json', 'print one JSON object a line, for machines', false)
    .option('--ignore-rule', 'replay also events that the EventBridge rule would not pass on', false)
    .option('--audience <name>', 'what this audience of notifier.config.ts would receive')
    .option('--config <file>', 'with --audience: another file than notifier.config.ts')
    .option(
      '--display-name <name>',
      `the topic's display name, which takes room in an SMS (default: the audience's, or "${DEFAULT_SETTINGS.displayName}")`,
      toDisplayName,
    )
    .option('--topic-arn <arn>', 'publish to this topic, with your AWS credentials', topicArn)
    .option('--function <name>', 'hand the events to this deployed function, which alerts its own topic')
    .option('--queue <url>', 'read the messages of a dead-letter or failure queue', queueUrl)
    .option('--cloudtrail', "look the session calls up in CloudTrail's event history", false)
    .option('--since <time>', 'with --cloudtrail: from when on (30m, 2h, 3d, or in ISO 8601)', (text) =>
      toTime(text),
    )
    .option('--until <time>', 'with --cloudtrail: up to when (default: now)', (text) => toTime(text))
    .option(
      '--region <region>',
      "the region of CloudTrail, the queue and the function (default: your profile's)",
    )
    .option('--profile <name>', 'the profile with the AWS credentials (default: AWS_PROFILE)')
    .addHelpText('after', HELP)
    .parse([...argv], { from: 'user' });
  const { protocol, ...options } = command.opts<
    Omit<ReplayOptions, 'paths' | 'protocols' | 'protocolGiven'> & { protocol?: string }
  >();
  const { audience, config } = options;
  if (sendsForReal(options) && command.args.length === 0 && !asksAws(options))
    command.error(
      'error: Name the files to send, or a source. The sample events are invented, and are not sent to real readers.',
    );
  const mistake = mistakeInSource(options, command.args);
  if (mistake !== undefined) command.error(`error: ${mistake}`);
  if (options.topicArn !== undefined && options.function !== undefined)
    command.error(
      'error: Choose --topic-arn or --function: one sends the alerts itself, the other lets a function do it.',
    );
  if (config !== undefined && audience === undefined)
    command.error('error: --config goes with --audience, which says whose filter to look at.');
  return {
    ...options,
    ...(config !== undefined && { config: userPath(config) }),
    paths: command.args.map((path) => (path === '-' ? path : userPath(path))),
    protocols: toShown(protocol, audience),
    protocolGiven: protocol !== undefined,
  };
}

/** Whether somebody just wants to see what this is. */
export function isFirstRun(options: ReplayOptions): boolean {
  const { paths, all, json, ignoreRule, audience, protocolGiven } = options;
  return paths.length === 0 && !asksAws(options) && !(all || json || ignoreRule || protocolGiven || audience);
}

/** Whether real people will read the alerts. */
export function sendsForReal({
  topicArn,
  function: name,
}: Pick<ReplayOptions, 'topicArn' | 'function'>): boolean {
  return topicArn !== undefined || name !== undefined;
}

/** Whether the events come from AWS, and not from files. */
export function asksAws({ queue, cloudtrail }: Pick<ReplayOptions, 'queue' | 'cloudtrail'>): boolean {
  return queue !== undefined || cloudtrail;
}

type SourceOptions = Pick<ReplayOptions, 'queue' | 'cloudtrail' | 'since' | 'until' | 'region' | 'function'>;

/** CloudTrail keeps its event history for 90 days. */
const HISTORY_MS = 90 * 86_400_000;

function mistakeInSource(options: SourceOptions, paths: readonly string[]): string | undefined {
  const { queue, cloudtrail, since, until = new Date(), region } = options;
  if (queue !== undefined && cloudtrail) return 'Choose --queue or --cloudtrail.';
  if (asksAws(options) && paths.length > 0)
    return `${cloudtrail ? '--cloudtrail' : '--queue'} takes no files: replay them by themselves.`;
  if (!cloudtrail && (since !== undefined || options.until !== undefined))
    return '--since and --until go with --cloudtrail.';
  if (!asksAws(options) && options.function === undefined && region !== undefined)
    return '--region goes with --cloudtrail, --queue or --function.';
  if (!cloudtrail) return undefined;
  if (since === undefined) return '--cloudtrail needs --since, such as --since 2h.';
  if (since >= until) return '--since is to be before --until, and before now.';
  // A minute of grace: --since 90d was computed a moment ago.
  if (Date.now() - since.getTime() > HISTORY_MS + 60_000)
    return "CloudTrail's event history goes back 90 days. For older events, replay the log files of a trail.";
  return undefined;
}

function queueUrl(value: string): string {
  if (/^https?:\/\/[^/]+\/\d{12}\/[\w-]{1,80}$/.test(value)) return value;
  throw new InvalidArgumentError(
    'It is not the URL of a standard queue (https://sqs.<region>.amazonaws.com/<account>/<name>).',
  );
}

function toShown(protocol: string | undefined, audience: string | undefined): readonly DistinctProtocol[] {
  if (protocol === undefined) return audience === undefined ? ['email', 'sms'] : [];
  return DISTINCT_PROTOCOLS.filter((shown) => protocol === 'all' || protocol === shown);
}

function toDisplayName(value: string): string {
  if (DISPLAY_NAME.test(value)) return value;
  throw new InvalidArgumentError('It is to be 1 to 30 letters, digits, spaces, hyphens and underscores.');
}

function topicArn(value: string): string {
  if (/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/.test(value)) return value;
  throw new InvalidArgumentError(
    'It is not the ARN of an SNS topic (arn:aws:sns:<region>:<account>:<name>).',
  );
}
