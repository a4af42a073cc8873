import { type Command, InvalidArgumentError } from 'commander';
import type { AwsOptions } from '../aws/connect.ts';
import { DEFAULT_STACK } from '../aws/stack-outputs.ts';
import { createCommand } from '../terminal/command-line.ts';
import type { Terminal } from '../terminal/program.ts';
import { type ConfirmationLink, readConfirmationLink } from './confirmation-link.ts';
import {
  problemOfEndpoint,
  problemOfRole,
  SUBSCRIBABLE_PROTOCOLS,
  type SubscribableProtocol,
} from './endpoint.ts';

/** What the command line asks for, checked. */
export type SubscriptionsRequest = ListRequest | AddRequest | ConfirmRequest | RemoveRequest;

interface CommonOptions extends AwsOptions {
  readonly stack: string;
  /** @default - the only one, or all */
  readonly audience?: string;
}

export interface ListRequest extends CommonOptions {
  readonly command: 'list';
  readonly json: boolean;
}

export interface AddRequest extends CommonOptions {
  readonly command: 'add';
  readonly protocol: SubscribableProtocol;
  readonly endpoint: string;
  /** The role through which SNS writes to a Firehose stream. No other protocol has one. */
  readonly roleArn?: string;
}

export interface ConfirmRequest extends CommonOptions {
  readonly command: 'confirm';
  readonly link: ConfirmationLink;
}

export interface RemoveRequest extends CommonOptions {
  readonly command: 'remove';
  /** An endpoint, or the ARN of a subscription. */
  readonly subscriber: string;
}

const HELP = `
Protocols: ${SUBSCRIBABLE_PROTOCOLS.join(', ')}.
Credentials and region come from where the AWS CLI has them.

Exit status: 0 done, 1 failed, 2 misused.

Examples:
  npm run subscriptions -- list
  npm run subscriptions -- add email security@example.com
  npm run subscriptions -- add sms +15555550100 --region eu-central-1
  npm run subscriptions -- confirm "https://sns.eu-central-1.amazonaws.com/confirmation.html?TopicArn=…&Token=…"
  npm run subscriptions -- remove security@example.com --audience production
  npm run -s subscriptions -- list --json`;

/** @throws {CommanderError} on misuse, and after printing the help */
export function readRequest(argv: readonly string[], terminal: Terminal): SubscriptionsRequest {
  let request: SubscriptionsRequest | undefined;
  const program = createCommand('subscriptions', terminal)
    .description('Shows and changes who is notified of sessions.')
    .option('--stack <name>', 'the deployed stack', DEFAULT_STACK)
    .option('--audience <name>', 'one of the audiences of the stack (default: the only one; list shows all)')
    .option('--region <region>', 'the AWS region of the stack (default: AWS_REGION, or that of the profile)')
    .option('--profile <name>', 'the profile with the AWS credentials (default: AWS_PROFILE)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', HELP);

  program
    .command('list')
    .description('show every endpoint with its state')
    .option('--json', 'print JSON, for machines', false)
    .action((_options, command: Command) => {
      request = { command: 'list', ...command.optsWithGlobals<Omit<ListRequest, 'command'>>() };
    });
  program
    .command('add')
    .description('subscribe an endpoint, and say what happens next')
    .argument('<protocol>', SUBSCRIBABLE_PROTOCOLS.join(', '), toProtocol)
    .argument('<endpoint>', 'the mail address, phone number, https:// address or ARN')
    .option('--role-arn <arn>', 'the role through which SNS writes to a Firehose stream')
    .action(
      (
        protocol: SubscribableProtocol,
        endpoint: string,
        { roleArn }: { roleArn?: string },
        command: Command,
      ) => {
        const problem = problemOfEndpoint(protocol, endpoint) ?? problemOfRole(protocol, roleArn);
        if (problem) command.error(`error: ${problem}`);
        const options = command.optsWithGlobals<CommonOptions & { roleArn?: string }>();
        request = { command: 'add', protocol, endpoint, ...options };
      },
    );
  program
    .command('confirm')
    .description('confirm in the place of the link in a mail, so that no mail can end the subscription')
    .argument(
      '<link>',
      'the address of the link "Confirm subscription", or a SubscribeURL, in quotes',
      toLink,
    )
    .action((link: ConfirmationLink, _options, command: Command) => {
      request = { command: 'confirm', link, ...command.optsWithGlobals<CommonOptions>() };
    });
  program
    .command('remove')
    .description('end a confirmed subscription')
    .argument('<subscriber>', 'the endpoint, or the ARN of the subscription')
    .action((subscriber: string, _options, command: Command) => {
      request = { command: 'remove', subscriber, ...command.optsWithGlobals<CommonOptions>() };
    });

  program.parse([...argv], { from: 'user' });
  // Without a command the help is printed, and an error thrown.
  return request as SubscriptionsRequest;
}

function toLink(value: string): ConfirmationLink {
  const link = readConfirmationLink(value);
  if (link) return link;
  throw new InvalidArgumentError(
    'It is not the link of a confirmation (https://sns.<region>.amazonaws.com/confirmation.html?TopicArn=…&Token=…). Put it in quotes: a shell ends it at the first &.',
  );
}

function toProtocol(value: string): SubscribableProtocol {
  const protocol = SUBSCRIBABLE_PROTOCOLS.find((name) => name === value);
  if (protocol) return protocol;
  if (value === 'http') throw new InvalidArgumentError('It would carry alerts in the clear: use https.');
  throw new InvalidArgumentError(`Allowed are ${SUBSCRIBABLE_PROTOCOLS.join(', ')}.`);
}
