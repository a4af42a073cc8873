import type { Digest, Group } from '../digest.ts';
import type { Notice } from '../notice.ts';
import type { Phrase } from '../phrase.ts';
import { toAscii } from './ascii.ts';
import { prefixSeptets, SEPTETS_OF_ONE_SMS, septets, toGsm7 } from './gsm7.ts';
import { inMarkdown } from './markdown.ts';
import { MOST_DESCRIPTION_CHARACTERS, toNotification } from './notification.ts';
import { fitOneLine } from './one-line.ts';
import type { RenderOptions } from './protocols.ts';
import { severityMark } from './severity.ts';
import { MOST_SUBJECT_CHARACTERS } from './subject.ts';
import { cut, plain, type ValueWriter, write } from './text.ts';

/** A hundred events and more fit; a mail of this length is still read. */
const MOST_EMAIL_CHARACTERS = 24_000;
const MOST_LINE_CHARACTERS = 240;

/** `[37 EVENTS] (high) mallory and 3 more actors: 30 STARTED, 4 DENIED` */
export function renderDigestSubject(digest: Digest): string {
  return oneLine(
    digest,
    `[${digest.total} EVENTS] `,
    toAscii,
    MOST_SUBJECT_CHARACTERS,
    (text) => text.length,
  );
}

/** The same as one SMS. */
export function renderDigestSms(digest: Digest, { displayName }: RenderOptions): string {
  const room = SEPTETS_OF_ONE_SMS - prefixSeptets(displayName);
  return oneLine(
    digest,
    `${digest.total} EVENTS `,
    toGsm7,
    room,
    (text) => septets(text) ?? Number.POSITIVE_INFINITY,
  );
}

/** Counts, then a paragraph for each actor with a line for each event. */
export function renderDigestEmail(digest: Digest): string {
  return `${digestLines(digest, plain, MOST_EMAIL_CHARACTERS).join('\n')}\n`;
}

export function renderDigestChat(digest: Digest): string {
  const title = `${digest.total} EVENTS ${severityMark(digest.severity)}${counts(digest)}`;
  return toNotification({
    title,
    description: digestLines(digest, inMarkdown, MOST_DESCRIPTION_CHARACTERS).join('\n'),
    keywords: ['DIGEST', digest.severity],
    metadata: { summary: title, eventType: 'session-digest', relatedResources: [], additionalContext: {} },
  });
}

function oneLine(
  digest: Digest,
  lead: string,
  spell: (text: string) => string,
  most: number,
  size: (text: string) => number,
): string {
  const [first, ...others] = digest.groups.map(({ actor }) => spell(write(actor, plain)));
  const more = others.length === 0 ? '' : ` and ${others.length} more actor${others.length === 1 ? '' : 's'}`;
  const line = {
    lead: `${lead}${severityMark(digest.severity)}`,
    actor: first ?? '',
    arrow: '',
    target: '',
    tails: [`${more}: ${counts(digest)}`, more],
  };
  return fitOneLine(line, most, size);
}

/** As many lines as fit, and an exact count of the events that did not. */
function digestLines(digest: Digest, writeValue: ValueWriter, mostCharacters: number): string[] {
  const lines = [`${digest.total} session events: ${counts(digest)}.`];
  const room = mostCharacters - MOST_LINE_CHARACTERS;
  let length = lines.join().length;
  let told = 0;
  for (const group of digest.groups) {
    const heading = cut(groupHeading(group, writeValue), MOST_LINE_CHARACTERS);
    for (const [index, notice] of group.notices.entries()) {
      const added = [
        ...(index === 0 ? ['', heading] : []),
        cut(eventLine(notice, writeValue), MOST_LINE_CHARACTERS),
      ];
      length += added.join('\n').length + 1;
      if (length > room) return [...lines, '', `and ${digest.total - told} more, which CloudTrail has.`];
      lines.push(...added);
      told += 1;
    }
  }
  return lines;
}

function counts({ outcomes }: Digest): string {
  return outcomes.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

function groupHeading({ actor, account, severity, notices }: Group, writeValue: ValueWriter): string {
  const place = `${write(actor, writeValue)} in ${write(account, writeValue)}`;
  return `By ${place}: ${notices.length} ${severityMark(severity)}`.trimEnd();
}

/** What, where, when and which session; who stands in the heading. */
function eventLine({ outcome, brief, severity }: Notice, writeValue: ValueWriter): string {
  const text = (phrase: Phrase, before = '') => {
    const written = write(phrase, writeValue);
    return written === '' ? '' : `${before}${written}`;
  };
  const where = `${text(brief.target)}${text(brief.region, ', ')}`;
  return `${outcome} ${severityMark(severity)}${text(brief.deed)}${text(brief.deed) && ' on '}${where}${text(brief.moment, ', ')}${text(brief.session, ', ')}`;
}
