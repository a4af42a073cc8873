import { Command, InvalidArgumentError, Option } from 'commander';

/** What `--protocol` shows. */
export const SHOWN_PROTOCOLS = ['email', 'sms', 'https', 'sqs'] as const;
export type ShownProtocol = (typeof SHOWN_PROTOCOLS)[number];

export interface ReplayOptions {
  readonly paths: readonly string[];
  readonly protocols: readonly ShownProtocol[];
  readonly json: boolean;
  readonly ignoreRule: boolean;
  readonly displayName: string;
  readonly topicArn?: string;
}

const HELP = `
Reads EventBridge events, CloudTrail records, a trail's log files (also .gz), the output of
"aws cloudtrail lookup-events" and JSON lines. Use - for standard input. Without paths it replays
the project's sample events.

Exit status: 0 all published, 1 something failed or could not be read, 2 misused.

Examples:
  npm run replay
  npm run replay -- events/start-iam-user.json --protocol sms
  aws cloudtrail lookup-events | npm run -s replay -- - --json
  npm run replay -- missed.json --topic-arn arn:aws:sns:eu-west-1:123456789012:sessions`;

/** @throws {CommanderError} on misuse, and after printing the help */
export function readReplayOptions(argv: readonly string[]): ReplayOptions {
  const command = new Command('replay')
    .description('Shows what each subscriber would receive for an event, or publishes it to a topic.')
    .argument('[paths...]', 'files, folders, or - for standard input')
    .addOption(
      new Option('--protocol <name>', 'whose message to show (default: email and sms)').choices([
        ...SHOWN_PROTOCOLS,
        'all',
      ]),
    )
    .option('--json', 'print one JSON object a line, for machines', false)
    .option('--ignore-rule', 'replay also events that the EventBridge rule would not pass on', false)
    .option('--display-name <name>', "the topic's display name, which takes room in an SMS", 'SSM alerts')
    .option('--topic-arn <arn>', 'publish to this topic, with your AWS credentials', topicArn)
    .addHelpText('after', HELP)
    .exitOverride()
    .parse([...argv], { from: 'user' });
  const { protocol, ...options } = command.opts<
    Omit<ReplayOptions, 'paths' | 'protocols'> & { protocol?: string }
  >();
  return { ...options, paths: command.args, protocols: toShown(protocol) };
}

function toShown(protocol: string | undefined): readonly ShownProtocol[] {
  if (protocol === undefined) return ['email', 'sms'];
  return SHOWN_PROTOCOLS.filter((shown) => protocol === 'all' || protocol === shown);
}

function topicArn(value: string): string {
  if (/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/.test(value)) return value;
  throw new InvalidArgumentError(
    'It is not the ARN of an SNS topic (arn:aws:sns:<region>:<account>:<name>).',
  );
}
