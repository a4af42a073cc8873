import type { Digest, Group } from '../describe/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { Phrase } from '../domain/phrase.ts';
import { severityMark } from '../domain/severity.ts';
import { toAscii } from '../text/ascii.ts';
import { cut } from '../text/clean.ts';
import { prefixSeptets, SEPTETS_OF_ONE_SMS, septets, toGsm7 } from '../text/gsm7.ts';
import { inMarkdown } from './markdown.ts';
import { MOST_DESCRIPTION_CHARACTERS, toNotification } from './notification.ts';
import { cutMiddle } from './one-line.ts';
import type { RenderOptions } from './protocols.ts';
import { MOST_SUBJECT_CHARACTERS } from './subject.ts';
import { plain, type ValueWriter, write } from './write.ts';

/**
 * Of the 262,144 bytes that SNS takes, for each of the two copies of the mail. A hundred events and more fit; a mail of this
 * length is still read.
 */
const MOST_EMAIL_BYTES = 24_000;
/** What anything but the id of a session may take of a line. */
const MOST_VALUE_CHARACTERS = 80;
/** Session Manager's are of 96 at most. @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html */
const MOST_SESSION_ID_CHARACTERS = 128;
/** Values of that many characters, and as many again for what makes them safe. */
const MOST_LINE_CHARACTERS = 600;
/** What is left of a name at the least, before the counts behind it give way. */
const LEAST_ACTOR_CHARACTERS = 12;

/** `[37 EVENTS] (high) mallory and 3 more actors: 30 STARTED, 4 DENIED` */
export function renderDigestSubject(digest: Digest): string {
  return oneLine(digest, `[${eventCount(digest)}] `, toAscii, MOST_SUBJECT_CHARACTERS, (text) => text.length);
}

/** The same as one SMS. */
export function renderDigestSms(digest: Digest, { displayName }: RenderOptions): string {
  const room = SEPTETS_OF_ONE_SMS - prefixSeptets(displayName);
  return oneLine(
    digest,
    `${eventCount(digest)} `,
    toGsm7,
    room,
    (text) => septets(text) ?? Number.POSITIVE_INFINITY,
  );
}

/** Counts, then a paragraph for each actor with a line for each event. */
export function renderDigestEmail(digest: Digest): string {
  return `${digestLines(digest, plain, MOST_EMAIL_BYTES, bytesInMessage).join('\n')}\n`;
}

export function renderDigestChat(digest: Digest): string {
  const title = `${eventCount(digest)} ${severityMark(digest.severity)}${counts(digest)}`;
  return toNotification({
    title,
    description: digestLines(digest, inMarkdown, MOST_DESCRIPTION_CHARACTERS, (text) => text.length).join(
      '\n',
    ),
    keywords: ['DIGEST', digest.severity],
    metadata: { summary: title, eventType: 'session-digest', relatedResources: [], additionalContext: {} },
  });
}

function eventCount({ total }: Digest): string {
  return total === 1 ? '1 EVENT' : `${total} EVENTS`;
}

/** A text stands in the message as JSON. */
function bytesInMessage(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).length - 2;
}

/** The name is cut before the counts are: they say that there were others. */
function oneLine(
  digest: Digest,
  lead: string,
  spell: (text: string) => string,
  most: number,
  size: (text: string) => number,
): string {
  const [first, ...others] = digest.groups.map(({ actor }) => spell(write(actor, plain)));
  const more = others.length === 0 ? '' : ` and ${others.length} more actor${others.length === 1 ? '' : 's'}`;
  const start = `${lead}${severityMark(digest.severity)}`;
  const actor = first ?? '';
  for (const tail of [`${more}: ${counts(digest)}`, more, '']) {
    const room = most - size(start) - size(tail);
    if (tail === '' || room >= Math.min(size(actor), LEAST_ACTOR_CHARACTERS)) {
      return `${start}${cutMiddle(actor, room, size)}${tail}`;
    }
  }
  return start;
}

/** As many lines as fit, and an exact count of the events that did not. */
function digestLines(
  digest: Digest,
  writeValue: ValueWriter,
  most: number,
  size: (text: string) => number,
): string[] {
  const total = digest.total === 1 ? '1 session event' : `${digest.total} session events`;
  const lines = [`${total}: ${counts(digest)}.`];
  const closing = (left: number) => ['', `and ${left} more, which CloudTrail has.`];
  const room = most - size(closing(digest.total).join('\n'));
  let length = size(lines.join());
  let told = 0;
  for (const group of digest.groups) {
    const heading = cut(groupHeading(group, writeValue), MOST_LINE_CHARACTERS);
    for (const [index, notice] of group.notices.entries()) {
      const added = [
        ...(index === 0 ? ['', heading] : []),
        cut(eventLine(notice, writeValue), MOST_LINE_CHARACTERS),
      ];
      length += size(`${added.join('\n')}\n`);
      if (length > room) return [...lines, ...closing(digest.total - told)];
      lines.push(...added);
      told += 1;
    }
  }
  return lines;
}

function counts({ outcomes }: Digest): string {
  return outcomes.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

function groupHeading({ actorInFull, account, severity, notices }: Group, writeValue: ValueWriter): string {
  const short = shortened(writeValue, MOST_VALUE_CHARACTERS);
  const place = `${write(actorInFull, short)} in ${write(account, short)}`;
  return `By ${place}: ${notices.length} ${severityMark(severity)}`.trimEnd();
}

/** What, where, when, from where and which session; who stands in the heading. */
function eventLine({ outcome, brief, severity }: Notice, writeValue: ValueWriter): string {
  const text = (phrase: Phrase, before = '', most = MOST_VALUE_CHARACTERS) => {
    const written = write(phrase, shortened(writeValue, most));
    return written === '' ? '' : `${before}${written}`;
  };
  const where = `${text(brief.target)}${text(brief.region, ', ')}`;
  const which = text(brief.session, ', ', MOST_SESSION_ID_CHARACTERS);
  const deed = text(brief.deed);
  return `${outcome} ${severityMark(severity)}${deed}${deed && ' on '}${where}${text(brief.moment, ', ')}${text(brief.origin, ', from ')}${which}`;
}

/** Long values are cut before they are made safe, so that no mark of that is left half. */
function shortened(writeValue: ValueWriter, most: number): ValueWriter {
  return (value) => writeValue({ ...value, text: cut(value.text, most) });
}
