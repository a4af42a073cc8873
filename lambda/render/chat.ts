import type { Notice } from '../notice.ts';
import { name, type Phrase, typed } from '../phrase.ts';
import type { RecordedEvent } from '../record.ts';
import { inMarkdown } from './markdown.ts';
import { clean, cut, write } from './text.ts';

/**
 * The custom notification of Amazon Q Developer in chat applications, which posts it to Slack or Teams. Anything that
 * is not in this form is dropped without a word.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
interface CustomNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id?: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    /** Messages with the same one become a thread: the start of a session and its end. */
    readonly threadId?: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

/** Slack shows at most this much of a section. */
const MOST_DESCRIPTION_CHARACTERS = 2900;
const MOST_LINE_CHARACTERS = 400;
const MOST_ID_CHARACTERS = 128;

export function renderChat(notice: Notice): string {
  const { headline, warnings, facts, links, endCommand, outcome, brief, record } = notice;
  const markdown = (phrase: Phrase) => cut(write(phrase, inMarkdown), MOST_LINE_CHARACTERS);
  const title = markdown([`${outcome}: `, ...brief.actor, ' → ', ...brief.target]);
  const lines = [
    markdown(headline),
    ...warnings.map(({ sentence }) => `⚠ ${markdown(sentence)}`),
    ...facts.map(({ label, value }) => `${label}: ${markdown(value)}`),
  ];
  const nextSteps = [
    ...(endCommand === undefined ? [] : [`To end it: \`${endCommand}\``]),
    ...links.map(({ label, url }) => `${label}: ${url}`),
  ];
  const id = (text: string) => cut(clean(text), MOST_ID_CHARACTERS);
  const notification: CustomNotification = {
    version: '1.0',
    source: 'custom',
    ...(record.eventId === undefined ? {} : { id: id(record.eventId) }),
    content: {
      textType: 'client-markdown',
      title,
      description: cut(lines.join('\n'), MOST_DESCRIPTION_CHARACTERS),
      ...(nextSteps.length === 0 ? {} : { nextSteps }),
      keywords: [outcome, notice.severity],
    },
    metadata: {
      ...(record.session === undefined ? {} : { threadId: id(record.session.id) }),
      summary: title,
      eventType: `session-${record.kind}`,
      relatedResources: record.target === undefined ? [] : [inMarkdown(name(record.target.id))],
      additionalContext: context(record),
    },
  };
  return JSON.stringify(notification);
}

/** The normalised facts, flat, as far as they are known. */
function context(record: RecordedEvent): Record<string, string> {
  const { outcome, actor, session, target, document, origin, reason, agent } = record;
  const known = {
    eventId: record.eventId,
    kind: record.kind,
    outcome: outcome.kind,
    errorCode: outcome.code,
    errorMessage: outcome.message && typed(outcome.message),
    time: record.time,
    account: record.account,
    region: record.region,
    actor: actor.sourceIdentity ?? actor.name,
    actorKind: actor.kind,
    actorArn: actor.arn,
    target: target?.id,
    sessionId: session?.id,
    document: document?.name,
    reason: reason && typed(reason),
    sourceAddress: origin.addresses?.join(', ') ?? origin.name ?? origin.raw,
    userAgent: agent && typed(agent.raw),
  };
  const entries = Object.entries(known).flatMap(([key, value]) =>
    value ? [[key, inMarkdown(typeof value === 'string' ? name(value) : value)]] : [],
  );
  return Object.fromEntries(entries);
}
