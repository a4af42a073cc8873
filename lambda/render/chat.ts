import type { Digest } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import { name, type Phrase, typed } from '../domain/phrase.ts';
import type { RecordedEvent } from '../domain/record.ts';
import { severityMark } from '../domain/severity.ts';
import { clean } from '../text/clean.ts';
import { cut } from '../text/cut.ts';
import { digestLines } from './digest-lines.ts';
import { eventCount, outcomeCounts } from './digest-summary.ts';
import {
  type CustomNotification,
  MAX_DESCRIPTION_CHARACTERS,
  MAX_TITLE_CHARACTERS,
  toNotification,
} from './notification.ts';
import { CHAT } from './readers.ts';
import { write } from './write.ts';

const MAX_LINE_CHARACTERS = 400;
const MAX_ID_CHARACTERS = 128;

/** A message for Slack or Teams, one thread for each session. */
export function renderChat(notice: Notice): string {
  const { headline, warnings, facts, links, endCommand, outcome, severity, brief, record } = notice;
  const markdown = (phrase: Phrase, limit = MAX_LINE_CHARACTERS) => write(phrase, CHAT, limit);
  const place = [' (', ...brief.account, ', ', ...brief.region, ')'];
  const title = markdown(
    [`${outcome} ${severityMark(severity)}`, ...brief.actor, ' → ', ...brief.target, ...place],
    MAX_TITLE_CHARACTERS,
  );
  const lines = [
    markdown(headline),
    ...warnings.map(({ sentence }) => `⚠ ${markdown(sentence)}`),
    ...facts.map(({ label, value }) => `${label}: ${markdown(value)}`),
  ];
  const nextSteps = [
    ...(endCommand === undefined ? [] : [`To end it: \`${endCommand}\``]),
    ...links.map(({ label, url }) => `${label}: ${url}`),
  ];
  const id = (text: string) => cut(clean(text.slice(0, 2 * MAX_ID_CHARACTERS)), MAX_ID_CHARACTERS);
  return toNotification({
    id: record.eventId && id(record.eventId),
    title,
    description: firstLines(lines, MAX_DESCRIPTION_CHARACTERS),
    nextSteps: nextSteps.length === 0 ? undefined : nextSteps,
    keywords: [outcome, severity],
    metadata: {
      threadId: record.session && id(record.session.id),
      summary: title,
      eventType: `session-${record.kind}`,
      relatedResources: record.target === undefined ? [] : [write([name(record.target.id)], CHAT)],
      additionalContext: context(record),
    },
  });
}

/** Counts, then a paragraph for each actor with a line for each event. */
export function renderChatDigest(digest: Digest): string {
  const title = `${eventCount(digest)} ${severityMark(digest.severity)}${outcomeCounts(digest.outcomes)}`;
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
function context(record: RecordedEvent): CustomNotification['metadata']['additionalContext'] {
  const { outcome, actor, session, target, document, origin, reason, agent } = record;
  const named = (text: string | undefined) => (text ? write([name(text)], CHAT) : undefined);
  const claimed = (text: string | undefined) => (text ? write([typed(text)], CHAT) : undefined);
  return {
    eventId: named(record.eventId),
    kind: record.kind,
    outcome: outcome.kind,
    errorCode: named(outcome.code),
    errorMessage: claimed(outcome.message),
    time: named(record.time),
    account: named(record.account),
    region: named(record.region),
    actor: named(actor.name),
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
