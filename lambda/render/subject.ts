import type { Digest } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { Phrase } from '../domain/phrase.ts';
import { severityMark } from '../domain/severity.ts';
import { toAscii } from '../text/ascii.ts';
import { digestSummary, eventCount } from './digest-summary.ts';
import { fitOneLine } from './one-line.ts';
import { plain, write } from './write.ts';

/**
 * SNS takes fewer than 100 characters without line breaks or control characters; older receivers refuse what is not
 * printable ASCII. @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const MAX_CHARACTERS = 99;

/** `[DENIED] (notice) alice -> i-0123456789abcdef0 (123456789012, eu-west-1)` */
export function renderSubject({ outcome, severity, brief }: Notice): string {
  const [account, region] = [ascii(brief.account), ascii(brief.region)];
  const line = {
    lead: `[${outcome}] ${severityMark(severity)}`,
    actor: ascii(brief.actor),
    arrow: ' -> ',
    target: ascii(brief.target),
    tails: [` (${account}, ${region})`, ` (${account})`],
  };
  return fitOneLine(line, MAX_CHARACTERS, size);
}

/** `[37 EVENTS] (high) mallory and 3 more actors: 30 STARTED, 4 DENIED` */
export function renderSubjectDigest(digest: Digest): string {
  return digestSummary(digest, `[${eventCount(digest)}] `, ascii, MAX_CHARACTERS, size);
}

function ascii(phrase: Phrase): string {
  return toAscii(write(phrase, plain));
}

function size(text: string): number {
  return text.length;
}
