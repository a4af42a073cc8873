import type { Digest } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { Phrase } from '../domain/phrase.ts';
import { severityMark } from '../domain/severity.ts';
import { prefixSeptets, SEPTETS_OF_ONE_SMS } from '../text/gsm7.ts';
import { digestSummary, eventCount } from './digest-summary.ts';
import { fitPieces, type Piece } from './one-line.ts';
import { SMS } from './readers.ts';
import { write } from './write.ts';

export interface SmsOptions {
  /** The topic's display name. SNS puts it in front of every SMS, where it takes room from the text. */
  readonly displayName: string;
}

/** A host or a document may have a long name, whose ends tell enough. */
const MAX_ACTIVITY_SEPTETS = 56;

/**
 * `STARTED freja > i-0c3a9b7e5d1f28460 shell, 210987654321 eu-central-1 09:00Z from 203.0.113.77`, always in one SMS.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html
 */
export function renderSms({ outcome, severity, brief }: Notice, options: SmsOptions): string {
  const line = {
    lead: `${outcome} ${severityMark(severity)}`,
    actor: brief.actor,
    arrow: ' > ',
    target: brief.target,
  };
  const pieces: Piece[] = [
    piece(3, isNamed(brief.target) ? ' ' : ', ', brief.activity, MAX_ACTIVITY_SEPTETS),
    piece(1, ', ', brief.account),
    piece(4, ' ', brief.region),
    piece(2, ' ', brief.time),
    piece(5, ' from ', brief.origin),
    piece(6, ', ', brief.session),
  ];
  return fitPieces(line, pieces, room(options), SMS);
}

/** `37 EVENTS (high) mallory and 3 more actors: 30 STARTED, 4 DENIED`, always in one SMS. */
export function renderSmsDigest(digest: Digest, options: SmsOptions): string {
  return digestSummary(digest, `${eventCount(digest)} `, SMS, room(options));
}

function piece(rank: number, before: string, phrase: Phrase, limit = SEPTETS_OF_ONE_SMS): Piece {
  const text = write(phrase, SMS, limit);
  return { rank, text: text === '' ? '' : `${before}${text}` };
}

function room({ displayName }: SmsOptions): number {
  return SEPTETS_OF_ONE_SMS - prefixSeptets(displayName);
}

/** Whether the event, or a look-up, gave the target its name; else our own words say that there is none. */
function isNamed(target: Phrase): boolean {
  return target.some((part) => typeof part !== 'string');
}
