import type { Digest, Group } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { Phrase } from '../domain/phrase.ts';
import { severityMark } from '../domain/severity.ts';
import { cut } from '../text/clean.ts';
import { outcomeCounts } from './digest-summary.ts';
import { type ValueWriter, write } from './write.ts';

/** What anything but the id of a session may take of a line. */
const MAX_VALUE_CHARACTERS = 80;
/** Session Manager's own have at most 96. @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html */
const MAX_SESSION_ID_CHARACTERS = 128;
/** Values of that many characters, and as many again for what makes them safe. */
const MAX_LINE_CHARACTERS = 600;

/**
 * Counts, then for each actor an empty line, a heading and a line for each event: as many lines as fit, and an exact count
 * of the events that did not.
 *
 * @param limit the room there is, in the unit of `size`
 */
export function digestLines(
  digest: Digest,
  writeValue: ValueWriter,
  limit: number,
  size: (text: string) => number,
): string[] {
  const total = digest.total === 1 ? '1 session event' : `${digest.total} session events`;
  const lines = [`${total}: ${outcomeCounts(digest)}.`];
  const closing = (left: number) => ['', `and ${left} more, which CloudTrail has.`];
  const room = limit - size(closing(digest.total).join('\n'));
  let length = size(lines.join());
  let listed = 0;
  for (const group of digest.groups) {
    const heading = cut(groupHeading(group, writeValue), MAX_LINE_CHARACTERS);
    for (const [index, notice] of group.notices.entries()) {
      const added = [
        ...(index === 0 ? ['', heading] : []),
        cut(eventLine(notice, writeValue), MAX_LINE_CHARACTERS),
      ];
      length += size(`${added.join('\n')}\n`);
      if (length > room) return [...lines, ...closing(digest.total - listed)];
      lines.push(...added);
      listed += 1;
    }
  }
  return lines;
}

function groupHeading({ actorInFull, account, severity, notices }: Group, writeValue: ValueWriter): string {
  const short = shortened(writeValue, MAX_VALUE_CHARACTERS);
  const place = `${write(actorInFull, short)} in ${write(account, short)}`;
  return `By ${place}: ${notices.length} ${severityMark(severity)}`.trimEnd();
}

/** What, where, when, from where and which session; who stands in the heading. */
function eventLine({ outcome, brief, severity }: Notice, writeValue: ValueWriter): string {
  const text = (phrase: Phrase, before = '', limit = MAX_VALUE_CHARACTERS) => {
    const written = write(phrase, shortened(writeValue, limit));
    return written === '' ? '' : `${before}${written}`;
  };
  const where = `${text(brief.target)}${text(brief.region, ', ')}`;
  const which = text(brief.session, ', ', MAX_SESSION_ID_CHARACTERS);
  const activity = text(brief.activity);
  const what = `${outcome} ${severityMark(severity)}${activity}${activity && ' on '}`;
  return `${what}${where}${text(brief.moment, ', ')}${text(brief.origin, ', from ')}${which}`;
}

/** Long values are cut before they are made safe, so that no mark of that is left half. */
function shortened(writeValue: ValueWriter, limit: number): ValueWriter {
  return (value) => writeValue({ ...value, text: cut(value.text, limit) });
}
