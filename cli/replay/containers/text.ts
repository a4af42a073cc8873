import { gunzipSync } from 'node:zlib';
import { isGzip } from '../formats/decoded.ts';
import { JsonSplitter } from '../formats/json-splitter.ts';
import { alertText } from '../formats/others.ts';
import type { Item } from './container.ts';

/** What a text in the place of a record holds: values to look at in turn, or what is to be said of it. */
export interface TextContents {
  readonly values: readonly unknown[];
  readonly items: readonly Item[];
}

/** A record has 256 kB at most, and a message of CloudWatch Logs 6 MB. */
const MAX_UNPACKED_BYTES = 16 << 20;

/**
 * Reads a text by what it says: JSON, several JSON values, an object behind a time, base64 of any of these, gzipped or not,
 * or an alert of ours.
 */
export function readText(text: string): TextContents {
  const bytes = Buffer.from(text);
  if (/^\s*["[{]/.test(text)) return readJson(bytes);
  const object = /\{\s*"/.exec(text);
  if (object !== null) return readJson(Buffer.from(text.slice(object.index)), true);
  const decoded = decodeBase64(text);
  if (decoded !== undefined)
    return 'problem' in decoded ? only(decoded) : { values: [decoded.text], items: [] };
  if (alertText.recognises(bytes)) return only({ nothing: 'alerts as text' });
  return only({ problem: `holds text that is not JSON: ${text.trim().slice(0, 80)}` });
}

/** @param firstOnly what comes after the first value is not looked at: the rest of a line of a log */
function readJson(bytes: Buffer, firstOnly = false): TextContents {
  const splitter = new JsonSplitter();
  const pieces = [...splitter.push(bytes), ...splitter.end()].slice(0, firstOnly ? 1 : undefined);
  const values = pieces.flatMap((piece) => ('value' in piece ? [piece.value] : []));
  const problems = pieces.flatMap((piece) =>
    'problem' in piece ? [{ problem: `holds text that ${piece.problem}` }] : [],
  );
  return { values, items: problems };
}

function decodeBase64(text: string): { readonly text: string } | { readonly problem: string } | undefined {
  if (text.length < 16 || !/^[\w+/\s-]+={0,2}\s*$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (!isGzip(bytes)) {
    const decoded = bytes.toString('utf8');
    return /^\s*["[{]|\{\s*"/.test(decoded) && !decoded.includes('\ufffd') ? { text: decoded } : undefined;
  }
  try {
    return { text: gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }).toString('utf8') };
  } catch (error) {
    return { problem: `holds gzip that is damaged: ${error instanceof Error ? error.message : error}` };
  }
}

function only(item: Item): TextContents {
  return { values: [], items: [item] };
}
