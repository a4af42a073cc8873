import { isIPv4 } from 'node:net';
import { LinkifyIt } from 'linkify-it';
import tlds from 'tlds';

/** The reserved ones stand for real domains in samples and tests. */
const ENDS = [...tlds, 'example', 'invalid', 'test'];
const END_SET = new Set(ENDS);

/** Recognises links as readers of Markdown and many mail clients do. */
const linkifier = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, fuzzyIP: false }).tlds(ENDS);

/** The name of an AWS service by itself is what nobody but AWS can serve. */
const SERVICE_PRINCIPAL = /(?<![\w.@/-])[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?![\w@/:.-])/g;
const MAIL_ADDRESS =
  /(?<![\w.+%-])[\w+%-][\w.+%-]*@((?:[a-z0-9-]+\.)+)([a-z0-9]+)[\w-]*(?![\w@/\\-]|:\d|\.\w)/gi;

/** Schemes that are links everywhere, the abbreviations of `http://www.` and `ftp://ftp.`, and shared files of Windows. */
const LIVE_START =
  /:\/\/|(?<![a-z0-9])(?:mailto|tel|sms|javascript|data|file|facetime|skype|callto|magnet):[^\s",;:.)]|www\.[^\s"]|(?<![a-z0-9])ftp\.[^\s"]|\\\\[^\s\\\]",:.)]/gi;

/** Android ends a domain at the boundary of a word of ASCII. @see https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/util/Patterns.java */
const ANDROID_END = /(?<=[^\s.[\]"'(/])\.([a-z0-9]+)(?![a-z0-9])/gi;
const OTHER_END = /(?<=[^\s.[\]"'(/])\.([\p{L}\p{N}]+)/gu;

/** Slack, Gruber's pattern and others take any end for a domain's where a path or a port follows. */
const WITH_LOCATION = /(?<![\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*(?:\/\S|:\d)/gi;
const ADDRESS_WITH_LOCATION = /(?<![\w.-])(\d{1,3}(?:\.\d{1,3}){3})(?:\/|:\d)/g;

/** What a phone, a mail client or a chat would underline in a text, mail addresses apart. */
export function liveLinks(text: string): string[] {
  const rest = withoutMailAddresses(text).replace(SERVICE_PRINCIPAL, ' ');
  const words = rest.split(/\s/).filter((word) => !/^["'(]*\//.test(word));
  return [
    ...matches(rest, LIVE_START),
    ...[...rest.matchAll(ANDROID_END), ...rest.matchAll(OTHER_END)]
      .filter(([, end = '']) => END_SET.has(end.toLowerCase()))
      .map(([found]) => found),
    ...words.flatMap((word) => matches(word, WITH_LOCATION)),
    ...[...rest.matchAll(ADDRESS_WITH_LOCATION)]
      .filter(([, address = '']) => isIPv4(address))
      .map(([found]) => found),
    ...(linkifier.match(rest) ?? []).map(({ text: found }) => found),
  ];
}

/** Where Slack or Teams would notify everybody in a channel. */
export function mentions(text: string): string[] {
  return matches(withoutMailAddresses(text), /@(?:here|channel|everyone)(?![a-z0-9_])/gi);
}

function withoutMailAddresses(text: string): string {
  return text.replace(MAIL_ADDRESS, (found, _, end: string) =>
    END_SET.has(end.toLowerCase()) ? ' ' : found,
  );
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([found]) => found);
}
