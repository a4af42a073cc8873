import type pc from 'picocolors';
import { SEPTETS_OF_ONE_SMS, septets } from '../lambda/render/gsm7.ts';
import { clean } from '../lambda/render/text.ts';
import type { Withheld } from '../lambda/withhold.ts';
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
  | { readonly where: string; readonly result: 'held-back'; readonly by: readonly string[] }
  | {
      readonly where: string;
      readonly result: 'withheld';
      readonly by: Withheld['by'] | 'deduplicate';
      readonly reason: string;
    }
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
    case 'held-back':
      return colors.dim(`${where}: held back by the rule (${replayed.by.join(', ')})`);
    case 'withheld':
      return colors.dim(`${where}: withheld by the function (${replayed.by}: ${clean(replayed.reason)})`);
    case 'failed':
      return `${colors.red('failed')} ${where}: ${clean(replayed.problem)}`;
    case 'published': {
      const { received, messageId } = replayed;
      if (protocols.length === 0 && received) return `${where}: received, ${received.subject}`;
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

export type Counts = Readonly<Record<Replayed['result'], number>>;

/** `111 published, 12 skipped, 0 failed`, with what the numbers mean where they are not plain. */
export function renderSummary(counts: Counts): string {
  const skipped =
    counts.skipped === 0 ? '' : ' (no session calls: the EventBridge rule does not pass them on)';
  return `${counts.published} published, ${counts.skipped} skipped${skipped}, ${counts.failed} failed`;
}

/** `database: 4 received, 90 held back by the rule, 1 withheld by the function, 12 no session calls, 0 failed` */
export function renderAudienceSummary(audience: string, counts: Counts): string {
  return `${audience}: ${[
    `${counts.published} received`,
    `${counts['held-back']} held back by the rule`,
    `${counts.withheld} withheld by the function`,
    `${counts.skipped} no session calls`,
    `${counts.failed} failed`,
  ].join(', ')}`;
}

function section(protocol: ShownProtocol, body: string, colors: Colors): string {
  if (protocol !== 'sms') return `${colors.bold(`${protocol}:`)}\n${body.trimEnd()}\n`;
  return `${colors.bold('sms')} (${septets(body) ?? 'not GSM-7'} of ${SEPTETS_OF_ONE_SMS} septets)${colors.bold(':')}\n${body}\n`;
}
