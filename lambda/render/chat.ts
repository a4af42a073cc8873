import type { Digest } from '../domain/digest.ts';
import type { Brief, Notice } from '../domain/notice.ts';
import { name, type Phrase, typed } from '../domain/phrase.ts';
import type { RecordedEvent } from '../domain/record.ts';
import { type Severity, severityMark } from '../domain/severity.ts';
import { clean } from '../text/clean.ts';
import { cut } from '../text/cut.ts';
import { digestLines } from './digest-lines.ts';
import { eventCount, inAccounts, outcomeCounts } from './digest-summary.ts';
import { isNews, QUOTES_HEADING, SEVERITY_LABELS } from './labels.ts';
import {
  type CustomNotification,
  MAX_DESCRIPTION_CHARACTERS,
  MAX_TITLE_CHARACTERS,
  toNotification,
} from './notification.ts';
import { CHAT, CHAT_QUOTE, MAIL } from './readers.ts';
import { write } from './write.ts';

const MAX_LINE_CHARACTERS = 600;
const MAX_ID_CHARACTERS = 128;

/** Shows the severity at a glance. Nothing needs a mark that is only information. */
const DOTS: Readonly<Record<Severity, string>> = { high: '🔴 ', notice: '🟠 ', info: '' };

/** A message for Slack or Teams, one thread for each session. */
export function renderChat(notice: Notice): string {
  const { outcome, severity, brief, record } = notice;
  const title = write(titleOf(notice), CHAT, MAX_TITLE_CHARACTERS);
  const id = (text: string) => cut(clean(text.slice(0, 2 * MAX_ID_CHARACTERS)), MAX_ID_CHARACTERS);
  return toNotification({
    id: record.eventId && id(record.eventId),
    title,
    description: firstLines(description(notice), MAX_DESCRIPTION_CHARACTERS),
    nextSteps: nextSteps(notice),
    keywords: [outcome, severity],
    metadata: {
      threadId: record.session && id(record.session.id),
      summary: title,
      eventType: `session-${record.kind}`,
      relatedResources: record.target === undefined ? [] : [unrendered(record.target.id)],
      additionalContext: context(record, brief),
    },
  });
}

function titleOf(notice: Notice): Phrase {
  const { outcome, severity, brief } = notice;
  const dated = brief.date.length === 0 ? [] : [...brief.date, ', '];
  const place = [' (', ...brief.account, ', ', ...brief.region, ')'];
  const lead = `${DOTS[severity]}${outcome} `;
  return [lead, ...dated, severityMark(notice), ...brief.actor, ' → ', ...brief.target, ...place];
}

/** As in a mail, what was typed comes last. */
function description({ headline, warnings, facts, quotes }: Notice): readonly string[] {
  const fact = (phrase: Phrase) => write(phrase, CHAT, MAX_LINE_CHARACTERS);
  const quote = (phrase: Phrase) => write(phrase, CHAT_QUOTE, MAX_LINE_CHARACTERS);
  return [
    fact(headline),
    ...warnings
      .filter(isNews)
      .map(({ severity, sentence }) => `${SEVERITY_LABELS[severity]}: ${fact(sentence)}`),
    '',
    ...facts.map(({ label, value }) => `${label}: ${fact(value)}`),
    ...(quotes.length === 0 ? [] : ['', QUOTES_HEADING]),
    ...quotes.map(({ label, value }) => `${label}: ${quote(value)}`),
  ];
}

/** One step, which takes three lines on a phone. A card is no place to choose between several, and the mail has them all. */
function nextSteps({ advice, links, endCommand }: Notice): readonly string[] | undefined {
  if (advice !== undefined) return [write(advice, CHAT)];
  const [link] = links;
  if (link !== undefined) return [`${endCommand === undefined ? link.label : 'End it'}: ${link.url}`];
  return endCommand === undefined ? undefined : [`End it: \`${endCommand}\``];
}

/** Counts, then a paragraph for each actor with a line for each event. */
export function renderChatDigest(digest: Digest): string {
  const lead = `${DOTS[digest.severity]}${eventCount(digest)} ${inAccounts(digest, CHAT)}`;
  const title = `${`${lead} ${severityMark(digest)}`.trimEnd()}: ${outcomeCounts(digest.outcomes)}`;
  const { lines } = digestLines(digest, CHAT, MAX_DESCRIPTION_CHARACTERS, (text) => text.length);
  return toNotification({
    title,
    description: lines.join('\n'),
    keywords: ['DIGEST', digest.severity],
    metadata: { summary: title, eventType: 'session-digest', relatedResources: [], additionalContext: {} },
  });
}

/** As many whole lines as fit, and a mark where some do not: a line that is cut once more may have a link at its end. */
function firstLines(lines: readonly string[], limit: number): string {
  const mark = '\n…';
  let text = '';
  for (const line of lines) {
    const longer = text === '' ? line : `${text}\n${line}`;
    if (longer.length > limit - mark.length) return text + mark;
    text = longer;
  }
  return text;
}

/** The normalised facts, flat, as far as they are known. */
function context(record: RecordedEvent, brief: Brief): CustomNotification['metadata']['additionalContext'] {
  const { outcome, actor, session, target, document, origin, reason, agent } = record;
  const named = (text: string | undefined) => (text ? unrendered(text) : undefined);
  const claimed = (text: string | undefined) => (text ? write([typed(text)], CHAT_QUOTE) : undefined);
  return {
    eventId: named(record.eventId),
    kind: record.kind,
    outcome: outcome.kind,
    errorCode: named(outcome.code),
    errorMessage: claimed(outcome.message),
    time: named(record.time),
    account: named(record.account),
    region: named(record.region),
    actor: actor.name && write(brief.actor, CHAT),
    actorKind: actor.kind,
    actorArn: named(actor.arn),
    target: named(target?.id),
    sessionId: named(session?.id),
    document: named(document?.name),
    reason: claimed(reason),
    sourceAddress: named(origin.addresses?.join(', ') ?? origin.name ?? origin.raw),
    userAgent: claimed(agent?.raw),
  };
}

/** Matches an ARN that neither mentions anybody nor has markup. */
const ARN = /^arn:[\w:/+=,.[\]-]+(?:(?<=[A-Za-z0-9])@[\w.[\]-]+)?$/;

/** An identifier in a field that no chat renders. An ARN stays such that it can be copied. */
function unrendered(text: string): string {
  const shown = write([name(text)], MAIL);
  return ARN.test(shown) ? shown : write([name(text)], CHAT);
}
