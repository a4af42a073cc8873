import { unicodePattern } from './unicode.ts';

/** Colons, and what the eye takes for one. Full-width ones have become colons by the time that a text is shown. */
const COLON = String.raw`[:\u02d0\u02f8\u0589\u05c3\u16ec\u1804\u2236\ua789]`;
const ANY_COLON = new RegExp(COLON);
const ASCII = /^[\0-\x7f]*$/;

/** How the name of a document goes on to its end: `:1`, `:$DEFAULT`. */
const VERSION = String.raw`(?:\d{1,3}|\$DEFAULT|\$LATEST)$`;

/**
 * A colon that could end a label: behind a word and before a blank or the end, or behind a word with a capital. Those of an
 * ARN or an address stand before letters, digits and the like.
 */
const LABEL_END = new RegExp(
  String.raw`(?<=[A-Za-z0-9] ?):(?![\w/.*:-]|${VERSION})|(?<=[A-Z][a-z]+):(?!${VERSION})`,
  'g',
);
const LABEL_END_IN_ANY_SCRIPT = unicodePattern(
  String.raw`(?<=[\p{L}\p{M}\p{N}] ?)${COLON}(?![\w/.*:-]|${VERSION})|(?<=\p{Lu}[\p{Ll}\p{M}]+)${COLON}(?!${VERSION})`,
);

/**
 * A text from an event in which nothing passes for the label of a fact: `Account[:] 123456789012`. A mail client breaks lines
 * where it likes, so that any word of a long value may come to stand where a label does.
 */
export function unlabelled(text: string): string {
  if (!ANY_COLON.test(text)) return text;
  return ASCII.test(text) ? text.replace(LABEL_END, '[:]') : text.replace(LABEL_END_IN_ANY_SCRIPT, '[:]');
}
