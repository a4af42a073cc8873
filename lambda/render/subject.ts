import type { Digest } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import { severityMark } from '../domain/severity.ts';
import { digestSummary, eventCount } from './digest-summary.ts';
import { fitOneLine } from './one-line.ts';
import { SUBJECT } from './readers.ts';
import { write } from './write.ts';

/**
 * SNS takes fewer than 100 characters without line breaks or control characters; older receivers refuse what is not
 * printable ASCII. @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const MAX_CHARACTERS = 99;

/** `[DENIED] (notice) alice -> i-0123456789abcdef0 (123456789012, eu-west-1)` */
export function renderSubject({ outcome, severity, brief }: Notice): string {
  const [account, region] = [write(brief.account, SUBJECT), write(brief.region, SUBJECT)];
  const line = {
    lead: `[${outcome}] ${severityMark(severity)}`,
    actor: brief.actor,
    arrow: ' -> ',
    target: brief.target,
    tails: [` (${account}, ${region})`, ` (${account})`],
  };
  return fitOneLine(line, MAX_CHARACTERS, SUBJECT);
}

/** `[37 EVENTS] (high) mallory and 3 more actors: 30 STARTED, 4 DENIED` */
export function renderSubjectDigest(digest: Digest): string {
  return digestSummary(digest, `[${eventCount(digest)}] `, SUBJECT, MAX_CHARACTERS);
}
