import type pc from 'picocolors';
import { SEPTETS_OF_ONE_SMS, septets } from '../lambda/render/gsm7.ts';
import { clean } from '../lambda/render/text.ts';
import type { PublishedMessage } from '../stand-in/sns.ts';
import type { ShownProtocol } from './replay-options.ts';

/** What was done with one event, and what came of it. */
export type Replayed =
  | {
      readonly where: string;
      readonly result: 'published';
      readonly messageId: string;
      readonly received?: PublishedMessage;
    }
  | { readonly where: string; readonly result: 'skipped' }
  | { readonly where: string; readonly result: 'failed'; readonly problem: string };

type Colors = ReturnType<typeof pc.createColors>;

/** One event as a person reads it: the texts as each subscriber would receive them. */
export function renderReplayed(
  replayed: Replayed,
  protocols: readonly ShownProtocol[],
  colors: Colors,
): string {
  const { where } = replayed;
  switch (replayed.result) {
    case 'skipped':
      return colors.dim(`${where}: skipped, the EventBridge rule does not pass it on`);
    case 'failed':
      return `${colors.red('failed')} ${where}: ${clean(replayed.problem)}`;
    case 'published': {
      const { received, messageId } = replayed;
      const title = colors.dim(`── ${where} ${'─'.repeat(Math.max(0, 74 - where.length))}`);
      if (received === undefined) return `${title}\nPublished as ${messageId}`;
      const sections = protocols.map((protocol) => section(protocol, received.bodies[protocol], colors));
      return [title, `${colors.bold('Subject:')} ${received.subject}`, '', ...sections].join('\n');
    }
    default:
      return replayed satisfies never;
  }
}

/** One event as one line of JSON. */
export function toJsonLine(replayed: Replayed): string {
  if (replayed.result !== 'published') return JSON.stringify(replayed);
  const { where, result, messageId, received } = replayed;
  return JSON.stringify({ where, result, messageId, subject: received?.subject, bodies: received?.bodies });
}

/** `111 published, 12 skipped, 0 failed`, with what the numbers mean where they are not plain. */
export function renderSummary(counts: Readonly<Record<Replayed['result'], number>>): string {
  const skipped =
    counts.skipped === 0 ? '' : ' (no session calls: the EventBridge rule does not pass them on)';
  return `${counts.published} published, ${counts.skipped} skipped${skipped}, ${counts.failed} failed`;
}

function section(protocol: ShownProtocol, body: string, colors: Colors): string {
  if (protocol !== 'sms') return `${colors.bold(`${protocol}:`)}\n${body.trimEnd()}\n`;
  return `${colors.bold('sms')} (${septets(body) ?? 'not GSM-7'} of ${SEPTETS_OF_ONE_SMS} septets)${colors.bold(':')}\n${body}\n`;
}
