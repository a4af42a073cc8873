import type pc from 'picocolors';
import type { Withheld } from '../../lambda/publish/withhold.ts';
import type { DistinctProtocol } from '../../lambda/render/render.ts';
import { clean } from '../../lambda/text/clean.ts';
import { cut } from '../../lambda/text/cut.ts';
import { SEPTETS_OF_ONE_SMS, septets } from '../../lambda/text/gsm7.ts';
import type { PublishedMessage } from '../../stand-in/sns/sns.ts';

/** Enough to recognise an error, which anybody may have written. */
const MOST_REASON_CHARACTERS = 500;

/** What was done with one event, and what came of it. */
export type Replayed = Result & {
  /** Why it waited where it was found, if that is known. */
  readonly why?: string;
};

type Result =
  | {
      readonly where: string;
      readonly result: 'published';
      readonly messageId: string;
      readonly received?: PublishedMessage;
    }
  | { readonly where: string; readonly result: 'skipped' }
  | { readonly where: string; readonly result: 'repeated'; readonly eventId: string }
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
  protocols: readonly DistinctProtocol[],
  colors: Colors,
): string {
  const { why } = replayed;
  const result = renderResult(replayed, protocols, colors);
  return why === undefined
    ? result
    : `${result}\n${colors.dim(`  It was here because: ${cut(clean(why), MOST_REASON_CHARACTERS)}`)}`;
}

function renderResult(replayed: Replayed, protocols: readonly DistinctProtocol[], colors: Colors): string {
  const { where } = replayed;
  switch (replayed.result) {
    case 'skipped':
      return colors.dim(`${where}: skipped, the EventBridge rule does not pass it on`);
    case 'repeated':
      return colors.dim(`${where}: skipped, event ${clean(replayed.eventId)} was seen before in this run`);
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
  const { where, why, result, messageId, received } = replayed;
  return JSON.stringify({
    where,
    why,
    result,
    messageId,
    subject: received?.subject,
    bodies: received?.bodies,
  });
}

export type Counts = Readonly<Record<Replayed['result'], number>>;

/** `111 published, 12 skipped, 0 failed`, with what the numbers mean where they are not plain. */
export function renderSummary(counts: Counts): string {
  const skipped =
    counts.skipped === 0 ? '' : ' (no session calls: the EventBridge rule does not pass them on)';
  return `${counts.published} published, ${counts.skipped} skipped${skipped}, ${counts.failed} failed`;
}

/** What became of what was found in AWS. */
function sourceCounts(counts: Counts) {
  const skipped = counts.skipped + counts.repeated + counts['held-back'] + counts.withheld;
  const { published, failed } = counts;
  return { found: published + skipped + failed, published, skipped, failed };
}

/** `4 found, 3 sent, 1 skipped, 0 failed`, of what was found in AWS; of a run that ended early, what it came to. */
export function renderSourceSummary(
  counts: Counts,
  { sends, complete }: { readonly sends: boolean; readonly complete: boolean },
): string {
  const { found, published, skipped, failed } = sourceCounts(counts);
  const sent = sends ? 'sent' : 'would be sent';
  return `${found} ${complete ? 'found' : 'looked at'}, ${published} ${sent}, ${skipped} skipped, ${failed} failed`;
}

/** The same as the last line of JSON. */
export function toJsonSummary(counts: Counts, { complete }: { readonly complete: boolean }): string {
  return JSON.stringify({ summary: { ...sourceCounts(counts), complete } });
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

function section(protocol: DistinctProtocol, body: string, colors: Colors): string {
  if (protocol !== 'sms') return `${colors.bold(`${protocol}:`)}\n${body.trimEnd()}\n`;
  return `${colors.bold('sms')} (${septets(body) ?? 'not GSM-7'} of ${SEPTETS_OF_ONE_SMS} septets)${colors.bold(':')}\n${body}\n`;
}
