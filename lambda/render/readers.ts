import { toAscii } from '../text/ascii.ts';
import { cut, cutMiddle } from '../text/cut.ts';
import { defang } from '../text/defang.ts';
import { septets, toGsm7 } from '../text/gsm7.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Reader } from './write.ts';

/** The most characters of one value. A `target` may have 400, an error message says why at its end. */
const MAX_CHARACTERS = { name: 420, label: 420, typed: 600, raw: 2000 } as const;

/** Plain text in UTF-8: the mail, and the sentences in the record. */
export const MAIL: Reader = {
  maxCharacters: MAX_CHARACTERS,
  spell: (text) => text,
  size: (text) => text.length,
  shorten: cut,
  disarm: defang,
};

/** Slack and Teams. A message there has less room than a mail, and several lines of what was typed. */
export const CHAT: Reader = {
  ...MAIL,
  maxCharacters: { ...MAX_CHARACTERS, typed: 300 },
  disarm: (text, mail) => escapeMarkdown(defang(text, mail)),
};

/** The subject of a mail, which older receivers refuse if it is not printable ASCII. */
export const SUBJECT: Reader = {
  ...MAIL,
  spell: toAscii,
  shorten: (text, limit) => cutMiddle(text, limit, MAIL.size),
};

/** An SMS, counted in septets. */
export const SMS: Reader = {
  ...MAIL,
  spell: toGsm7,
  size: countSeptets,
  shorten: (text, limit) => cutMiddle(text, limit, countSeptets),
};

function countSeptets(text: string): number {
  return septets(text) ?? Number.POSITIVE_INFINITY;
}
