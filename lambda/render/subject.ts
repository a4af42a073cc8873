import type { Digest } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import { severityMark } from '../domain/severity.ts';
import { digestSummary, eventCount } from './digest-summary.ts';
import { fitOneLine, type OneLine } from './one-line.ts';
import { SUBJECT } from './readers.ts';
import { write } from './write.ts';

/**
 * SNS takes fewer than 100 characters without line breaks or control characters; older receivers refuse what is not
 * printable ASCII. @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const MAX_CHARACTERS = 99;

/** What the list of a phone's mail client shows of a subject. */
const MAX_LISTED_CHARACTERS = 40;

/** Names of accounts that are longer tell enough by their ends. */
const MAX_ACCOUNT_CHARACTERS = 24;

/** `[DENIED] mallory -> web-prod-1 (prod, eu-west-1)` */
export function renderSubject(notice: Notice): string {
  const layouts = toLayouts(notice);
  const { line } = layouts.find(({ listed }) => listed.length <= MAX_LISTED_CHARACTERS) ?? layouts[3];
  return fitOneLine(line, MAX_CHARACTERS, SUBJECT);
}

/** `[37 EVENTS] in prod (high: root) by mallory and 3 more actors: 30 STARTED, 4 DENIED` */
export function renderSubjectDigest(digest: Digest): string {
  return digestSummary(digest, `[${eventCount(digest)}] `, SUBJECT, MAX_CHARACTERS);
}

interface Layout {
  readonly line: OneLine;
  /** The beginning of the line, up to the end of the account. */
  readonly listed: string;
}

/**
 * The account comes last where a phone still lists it there, else behind the actor, else before the actor, else before the
 * date as well and with as much of its name as is listed.
 */
function toLayouts(notice: Notice): readonly [Layout, Layout, Layout, Layout] {
  const { outcome, brief } = notice;
  const { actor, shorterActor, targetName: target } = brief;
  const account = write(brief.account, SUBJECT, MAX_ACCOUNT_CHARACTERS);
  const region = write(brief.region, SUBJECT);
  const shownActor = write(actor, SUBJECT);
  const [date, mark] = [write(brief.date, SUBJECT), severityMark(notice)];
  const first = `[${outcome}] ${date === '' ? '' : `${date}, `}`;
  const lead = `${first}${mark}`;
  const start = `${first}in ${account}`;
  const undated = `[${outcome}] in `;
  const listedAccount = write(
    brief.account,
    SUBJECT,
    Math.min(MAX_ACCOUNT_CHARACTERS, MAX_LISTED_CHARACTERS - undated.length),
  );
  const behindAccount = `${mark === '' ? '' : ` ${mark.trimEnd()}`}: `;
  const inRegion = [` (${region})`];
  return [
    {
      line: {
        lead,
        actor,
        shorterActor,
        arrow: ' -> ',
        target,
        tails: [` (${account}, ${region})`, ` (${account})`],
      },
      listed: `${lead}${shownActor} -> ${write(target, SUBJECT)} (${account}`,
    },
    {
      line: { lead, actor, shorterActor, arrow: ` in ${account} -> `, target, tails: inRegion },
      listed: `${lead}${shownActor} in ${account}`,
    },
    {
      line: { lead: `${start}${behindAccount}`, actor, shorterActor, arrow: ' -> ', target, tails: inRegion },
      listed: start,
    },
    {
      line: {
        lead: `${undated}${listedAccount}${date === '' ? '' : `, ${date}`}${behindAccount}`,
        actor,
        shorterActor,
        arrow: ' -> ',
        target,
        tails: inRegion,
      },
      listed: `${undated}${listedAccount}`,
    },
  ];
}
