import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_DISPLAY_NAME, DISPLAY_NAME } from '../infra/settings.ts';

/** What `--protocol` shows. */
export const SHOWN_PROTOCOLS = ['email', 'sms', 'https', 'sqs'] as const;
export type ShownProtocol = (typeof SHOWN_PROTOCOLS)[number];

export interface ReplayOptions {
  readonly paths: readonly string[];
  /** None: one line an event. */
  readonly protocols: readonly ShownProtocol[];
  readonly json: boolean;
  readonly ignoreRule: boolean;
  readonly displayName?: string;
  readonly topicArn?: string;
  /** Name or ARN of a deployed function. */
  readonly function?: string;
  /** Of the configuration file. @default - whoever is told of everything */
  readonly audience?: string;
  /** Path of the configuration file. @default - the project's own */
  readonly config?: string;
}

const HELP = `
Reads EventBridge events, CloudTrail records, a trail's log files (also .gz), the output of
"aws cloudtrail lookup-events" and JSON lines. Use - for standard input. Without paths it replays
the project's sample events.

With --audience, each event takes a line that says whether the audience would receive it and, if not,
which settings of its filter hold it back. Nothing is looked up, so a warning that needs a look-up
does not count towards minimumSeverity.

Exit status: 0 all published, 1 something failed or could not be read, 2 misused.

Examples:
  npm run replay
  npm run replay -- events/start-iam-user.json --protocol sms
  npm run replay -- --audience security
  aws cloudtrail lookup-events | npm run -s replay -- - --json
  npm run replay -- missed.json --function SsmSessionNotifier-Function
  npm run replay -- missed.json --topic-arn arn:aws:sns:eu-west-1:123456789012:my-topic

The topic of a deployed notifier takes messages from its function alone: use --function for it.`;

/** @throws {CommanderError} on misuse, and after printing the help */
export function readReplayOptions(argv: readonly string[]): ReplayOptions {
  const command = new Command('replay')
    .description('Shows what each subscriber would receive for an event, or publishes it to a topic.')
    .argument('[paths...]', 'files, folders, or - for standard input')
    .addOption(
      new Option(
        '--protocol <name>',
        'whose message to show (default: email and sms; with --audience: none)',
      ).choices([...SHOWN_PROTOCOLS, 'all']),
    )
    .option('--json', 'print one JSON object a line, for machines', false)
    .option('--ignore-rule', 'replay also events that the EventBridge rule would not pass on', false)
    .option('--audience <name>', 'what this audience of notifier.config.ts would receive')
    .option('--config <file>', 'with --audience: another file than notifier.config.ts')
    .option(
      '--display-name <name>',
      `the topic's display name, which takes room in an SMS (default: the audience's, or "${DEFAULT_DISPLAY_NAME}")`,
      toDisplayName,
    )
    .option('--topic-arn <arn>', 'publish to this topic, with your AWS credentials', topicArn)
    .option('--function <name>', 'hand the events to this deployed function, which alerts its own topic')
    .addHelpText('after', HELP)
    .exitOverride()
    .parse([...argv], { from: 'user' });
  const { protocol, ...options } = command.opts<
    Omit<ReplayOptions, 'paths' | 'protocols'> & { protocol?: string }
  >();
  const { audience, config } = options;
  if (sendsForReal(options) && command.args.length === 0)
    command.error(
      'error: Name the files to send. The sample events are invented, and are not sent to real readers.',
    );
  if (options.topicArn !== undefined && options.function !== undefined)
    command.error(
      'error: Choose --topic-arn or --function: one sends the alerts itself, the other lets a function do it.',
    );
  if (config !== undefined && audience === undefined)
    command.error('error: --config goes with --audience, which says whose filter to look at.');
  return { ...options, paths: command.args, protocols: toShown(protocol, audience) };
}

/** Whether real people will read the alerts. */
export function sendsForReal({
  topicArn,
  function: name,
}: Pick<ReplayOptions, 'topicArn' | 'function'>): boolean {
  return topicArn !== undefined || name !== undefined;
}

function toShown(protocol: string | undefined, audience: string | undefined): readonly ShownProtocol[] {
  if (protocol === undefined) return audience === undefined ? ['email', 'sms'] : [];
  return SHOWN_PROTOCOLS.filter((shown) => protocol === 'all' || protocol === shown);
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
