import { toAscii } from '../text/ascii.ts';
import { cut, cutMiddle } from '../text/cut.ts';
import { defang } from '../text/defang.ts';
import { septets, toGsm7 } from '../text/gsm7.ts';
import { unlabelled } from '../text/unlabelled.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Reader } from './write.ts';

/** The most characters of one value. A `target` may have 400, an error message says why at its end. */
const MAX_CHARACTERS = { name: 420, label: 420, typed: 600, raw: 2000 } as const;

/** What somebody typed, in a mail, where it stands apart from everything of ours. */
export const MAIL_QUOTE: Reader = {
  maxCharacters: MAX_CHARACTERS,
  unlabel: (value) => value,
  spell: (text) => text,
  size: (text) => text.length,
  shorten: cut,
  disarm: defang,
};

/** Plain text in UTF-8: everything else in a mail, and the sentences in the record. */
export const MAIL: Reader = { ...MAIL_QUOTE, unlabel: unlabelled };

/** What somebody typed, in Slack and Teams. A message there has less room than a mail, and several lines of it. */
export const CHAT_QUOTE: Reader = {
  ...MAIL_QUOTE,
  maxCharacters: { ...MAX_CHARACTERS, typed: 400 },
  disarm: (text, mail) => escapeMarkdown(defang(text, mail)),
};

/** Everything else in Slack and Teams. */
export const CHAT: Reader = { ...CHAT_QUOTE, unlabel: unlabelled };

/** The subject of a mail, which older receivers refuse if it is not printable ASCII. */
export const SUBJECT: Reader = {
  ...MAIL_QUOTE,
  spell: toAscii,
  shorten: (text, limit) => cutMiddle(text, limit, MAIL.size),
};

/** An SMS, counted in septets. */
export const SMS: Reader = {
  ...MAIL_QUOTE,
  spell: toGsm7,
  size: countSeptets,
  shorten: (text, limit) => cutMiddle(text, limit, countSeptets),
};

function countSeptets(text: string): number {
  return septets(text) ?? Number.POSITIVE_INFINITY;
}
