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

/** Names that are longer tell enough by their ends. */
const MAX_ACCOUNT_SEPTETS = 24;
const MAX_ORIGIN_SEPTETS = 48;

/**
 * What an SMS names before what, from the first to the last. What was opened comes before where, in a word or two if it must;
 * the session's id comes before the Region, which the machine and the account imply.
 */
const RANKS = [
  'date',
  'shortest-activity',
  'account',
  'shorter-time',
  'activity',
  'shorter-session',
  'session',
  'origin',
  'time',
  'region',
] as const;

/**
 * `STARTED freja > i-0c3a9b7e5d1f28460 shell, 210987654321 eu-central-1 09:00Z from 203.0.113.77`, always in one SMS.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html
 */
export function renderSms(notice: Notice, options: SmsOptions): string {
  const { outcome, brief, isDated } = notice;
  const line = {
    lead: `${outcome} ${severityMark(notice)}`,
    actor: brief.actor,
    shorterActor: brief.shorterActor,
    arrow: ' > ',
    target: brief.target,
  };
  const pieces: Piece[] = [
    activities(notice),
    [form('account', ', ', brief.account, MAX_ACCOUNT_SEPTETS)],
    [form('region', ' ', brief.region)],
    [form(isDated ? 'date' : 'shorter-time', ' ', brief.shorterTime), form('time', ' ', brief.time)],
    [form('origin', ' from ', brief.origin, MAX_ORIGIN_SEPTETS)],
    [form('shorter-session', ', ', brief.shorterSession), form('session', ', ', brief.session)],
  ];
  return fitPieces(line, pieces, room(options), SMS);
}

/** `37 EVENTS in prod (high: root) by mallory and 3 more actors: 30 STARTED, 4 DENIED`, always in one SMS. */
export function renderSmsDigest(digest: Digest, options: SmsOptions): string {
  return digestSummary(digest, `${eventCount(digest)} `, SMS, room(options));
}

/** From the shortest form to the longest. */
function activities({ brief }: Notice): Piece {
  const before = isNamed(brief.target) ? ' ' : ', ';
  const [shortest, ...longer] = [...brief.shorterActivities.toReversed(), brief.activity].map((phrase) =>
    form('activity', before, phrase),
  );
  return shortest === undefined ? [] : [{ ...shortest, rank: RANKS.indexOf('shortest-activity') }, ...longer];
}

function form(rank: (typeof RANKS)[number], before: string, phrase: Phrase, limit = SEPTETS_OF_ONE_SMS) {
  const text = write(phrase, SMS, limit);
  return { rank: RANKS.indexOf(rank), text: text === '' ? '' : `${before}${text}` };
}

function room({ displayName }: SmsOptions): number {
  return SEPTETS_OF_ONE_SMS - prefixSeptets(displayName);
}

/** Whether the event, or a look-up, gave the target its name; else our own words say that there is none. */
function isNamed(target: Phrase): boolean {
  return target.some((part) => typeof part !== 'string');
}
