import type { Digest } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { Phrase } from '../domain/phrase.ts';
import { type DigestText, digestLines } from './digest-lines.ts';
import { bytesAsJson } from './json.ts';
import { isNews, QUOTES_HEADING, SEVERITY_LABELS } from './labels.ts';
import { MAIL, MAIL_QUOTE } from './readers.ts';
import { write } from './write.ts';

const MAX_LINE_CHARACTERS = 700;
const MAX_RAW_CHARACTERS = 2000;

/**
 * SNS takes 262,144 bytes for the whole message, which holds the mail twice. A hundred events and more fit into these, and
 * a mail of this length is still read.
 */
const MAX_DIGEST_BYTES = 24_000;

/**
 * Plain text for a phone, whose proportional font keeps no columns and whose client breaks lines where it likes: the headline,
 * what is worth a look, the facts, what to do, and last whatever somebody typed, so that nothing of ours follows on it.
 */
export function renderEmail({
  headline,
  warnings,
  facts,
  quotes,
  advice,
  endCommand,
  links,
}: Notice): string {
  const text = (phrase: Phrase, limit = MAX_LINE_CHARACTERS) => write(phrase, MAIL, limit);
  const quote = (phrase: Phrase) => write(phrase, MAIL_QUOTE, maxCharacters(phrase));
  const [firstLink, ...otherLinks] = links.map(({ label, url }) => `${label}: ${url}`);
  const end = endCommand && `End it: ${endCommand}`;
  const paragraphs = [
    [text(headline, MAX_RAW_CHARACTERS)],
    warnings
      .filter(isNews)
      .map(({ severity, sentence }) => `${SEVERITY_LABELS[severity]}: ${text(sentence)}`),
    facts.map(({ label, value }) => `${label}: ${text(value, maxCharacters(value))}`),
    [advice && text(advice), firstLink, end].filter((line) => line !== undefined),
    otherLinks,
    quotes.length === 0
      ? []
      : [QUOTES_HEADING, ...quotes.map(({ label, value }) => `${label}: ${quote(value)}`)],
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Plain text: counts, then a paragraph for each actor with a line for each event. */
export function renderEmailDigest(digest: Digest): string {
  return `${emailDigestText(digest).lines.join('\n')}\n`;
}

/** Whether the mail lists every event of the digest. */
export function fitsEmailDigest(digest: Digest): boolean {
  return emailDigestText(digest).omitted === 0;
}

function emailDigestText(digest: Digest): DigestText {
  // A text stands in the message as JSON, its quotation marks apart.
  const size = (text: string) => bytesAsJson(text) - 2;
  return digestLines(digest, MAIL, MAX_DIGEST_BYTES, size);
}

function maxCharacters(value: Phrase): number {
  const isRaw = value.some((part) => typeof part !== 'string' && part.as === 'raw');
  return isRaw ? MAX_RAW_CHARACTERS : MAX_LINE_CHARACTERS;
}
