import type { Notice } from '../domain/notice.ts';
import type { Phrase } from '../domain/phrase.ts';
import { severityMark } from '../domain/severity.ts';
import { prefixSeptets, SEPTETS_OF_ONE_SMS, septets, toGsm7 } from '../text/gsm7.ts';
import { cutMiddle, fitPieces, type Piece } from './one-line.ts';
import type { RenderOptions } from './protocols.ts';
import { plain, write } from './write.ts';

/** A host or a document may have a long name, whose ends tell enough. */
const MOST_DEED_SEPTETS = 56;

/**
 * `STARTED freja > i-0c3a9b7e5d1f28460 shell, 210987654321 eu-central-1 09:00Z from 203.0.113.77`, always in one SMS.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html
 */
export function renderSms({ outcome, severity, brief }: Notice, { displayName }: RenderOptions): string {
  const gsm7 = (phrase: Phrase) => toGsm7(write(phrase, plain));
  const piece = (rank: number, before: string, phrase: Phrase, longest = SEPTETS_OF_ONE_SMS): Piece => {
    const text = cutMiddle(gsm7(phrase), longest, size);
    return { rank, text: text === '' ? '' : `${before}${text}` };
  };
  const line = {
    lead: `${outcome} ${severityMark(severity)}`,
    actor: gsm7(brief.actor),
    arrow: ' > ',
    target: gsm7(brief.target),
  };
  const pieces: Piece[] = [
    piece(3, isNamed(brief.target) ? ' ' : ', ', brief.deed, MOST_DEED_SEPTETS),
    piece(1, ', ', brief.account),
    piece(4, ' ', brief.region),
    piece(2, ' ', brief.time),
    piece(5, ' from ', brief.origin),
    piece(6, ', ', brief.session),
  ];
  return fitPieces(line, pieces, SEPTETS_OF_ONE_SMS - prefixSeptets(displayName), size);
}

function size(text: string): number {
  return septets(text) ?? Number.POSITIVE_INFINITY;
}

/** Whether the event, or a look-up, gave the target its name; else our own words say that there is none. */
function isNamed(target: Phrase): boolean {
  return target.some((part) => typeof part !== 'string');
}
