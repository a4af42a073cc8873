import { unicodePattern } from './unicode.ts';

/** Letters that Unicode does not take apart into a base letter and its marks. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  ŋ: 'n',
  Ŋ: 'N',
  ŧ: 't',
  Ŧ: 'T',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '→': '->',
  '·': '.',
  '«': '"',
  '»': '"',
  '€': 'EUR',
  '£': 'GBP',
};

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Rewrites text in printable ASCII: letters lose their accents, and what has no Latin form becomes a question mark. */
export function toAscii(text: string): string {
  return PRINTABLE_ASCII.test(text)
    ? text
    : transliterate(text, (character) => character >= ' ' && character <= '~');
}

/** Replaces the characters that are not kept by their Latin form. Text that is not empty does not become blank. */
export function transliterate(text: string, isKept: (character: string) => boolean): string {
  const characters = [...text.normalize('NFC')];
  const latin = characters.map((each) => (isKept(each) ? each : (LETTERS[each] ?? baseOf(each)))).join('');
  return latin.trim() === '' && text !== '' ? '?' : latin;
}

const MARKS = unicodePattern(String.raw`\p{M}`);

/**
 * The letter without its accents: `e` for `é`. A combining mark by itself becomes nothing, since its letter precedes
 * it.
 */
function baseOf(character: string): string {
  const base = character.normalize('NFKD').replace(MARKS, '');
  if (base === '') return '';
  return /^[\x21-\x7e]+$/.test(base) ? base : '?';
}
