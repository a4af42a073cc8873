import type { DistinctProtocol } from '../../lambda/render/render.ts';
import { clean } from '../../lambda/text/clean.ts';
import { cut } from '../../lambda/text/cut.ts';
import { SEPTETS_OF_ONE_SMS, septets } from '../../lambda/text/gsm7.ts';
import type { PublishedMessage } from '../../stand-in/sns/sns.ts';
import type { Colors } from '../terminal/program.ts';
import type { Replayed } from './replayed.ts';

/** Enough to recognise an error, which anybody may have written. */
const MAX_REASON_LENGTH = 500;

/**
 * One record as a person reads it: the texts as each subscriber would receive them, or what became of it. What is only
 * counted has none.
 *
 * @param protocols none: one line a record
 */
export function renderReplayed(
  replayed: Replayed,
  protocols: readonly DistinctProtocol[],
  colors: Colors,
): string | undefined {
  const { why } = replayed;
  const result = renderResult(replayed, protocols, colors);
  return why === undefined || result === undefined
    ? result
    : `${result}\n${colors.dim(`  It was here because: ${cut(clean(why), MAX_REASON_LENGTH)}`)}`;
}

function renderResult(
  replayed: Replayed,
  protocols: readonly DistinctProtocol[],
  colors: Colors,
): string | undefined {
  const where = clean(replayed.where);
  switch (replayed.result) {
    case 'no-session-call':
    case 'nothing':
      return undefined;
    case 'repeated':
      return colors.dim(`${where}: skipped, event ${clean(replayed.eventId)} was seen before in this run`);
    case 'held-back':
      return colors.dim(`${where}: held back by the rule (${replayed.by.join(', ')})`);
    case 'withheld':
      return colors.dim(`${where}: withheld by the function (${replayed.by}: ${clean(replayed.reason)})`);
    case 'not-passed':
      return `${colors.yellow('not passed')} ${where}: a session call that the rule would not pass on: ${clean(replayed.because.join(', '))}. --ignore-rule shows it.`;
    case 'not-understood':
      return `${colors.red('not understood')} ${where}: ${cut(clean(replayed.problem), MAX_REASON_LENGTH)}`;
    case 'failed':
      return `${colors.red('failed')} ${where}: ${cut(clean(replayed.problem), MAX_REASON_LENGTH)}`;
    case 'sent':
      return `${rule(where, colors)}\nSent as ${replayed.messageId}`;
    case 'shown':
      return protocols.length === 0
        ? `${where}: received, ${replayed.received.subject}`
        : [rule(where, colors), renderMessage(replayed.received, protocols, colors)].join('\n');
    default:
      return replayed satisfies never;
  }
}

/** What subscribers of these protocols would receive. */
export function renderMessage(
  { subject, bodies }: PublishedMessage,
  protocols: readonly DistinctProtocol[],
  colors: Colors,
): string {
  const sections = protocols.map((protocol) => section(protocol, bodies[protocol], colors));
  return [`${colors.bold('Subject:')} ${colorOf(bodies.sqs, colors)(subject ?? '')}`, '', ...sections].join(
    '\n',
  );
}

/** By severity, as the record gives it. */
function colorOf(record: string, colors: Colors): (text: string) => string {
  if (!colors.isColorSupported) return String;
  const { severity } = JSON.parse(record);
  if (severity === 'high') return colors.red;
  return severity === 'notice' ? colors.yellow : colors.green;
}

/** One record as one line of JSON. What is only counted has none. */
export function toJsonLine(replayed: Replayed): string | undefined {
  switch (replayed.result) {
    case 'no-session-call':
    case 'nothing':
      return undefined;
    case 'shown': {
      const { where, why, result, received } = replayed;
      return JSON.stringify({ where, why, result, subject: received.subject, bodies: received.bodies });
    }
    default:
      return JSON.stringify(replayed);
  }
}

const WIDTH = 80;

function rule(where: string, colors: Colors): string {
  return colors.dim(`── ${where} ${'─'.repeat(Math.max(0, WIDTH - 4 - where.length))}`);
}

function section(protocol: DistinctProtocol, body: string, colors: Colors): string {
  if (protocol !== 'sms') return `${colors.bold(`${protocol}:`)}\n${body.trimEnd()}\n`;
  return `${colors.bold('sms')} (${septets(body) ?? 'not GSM-7'} of ${SEPTETS_OF_ONE_SMS} septets)${colors.bold(':')}\n${body}\n`;
}
