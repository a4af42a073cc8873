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

/** Printable ASCII: accents fall off their letters, what has no Latin form becomes a question mark. */
export function toAscii(text: string): string {
  return PRINTABLE_ASCII.test(text)
    ? text
    : transliterate(text, (character) => character >= ' ' && character <= '~');
}

/** Replaces the characters that are not kept. Text never becomes blank by it. */
export function transliterate(text: string, isKept: (character: string) => boolean): string {
  const characters = [...text.normalize('NFC')];
  const latin = characters.map((each) => (isKept(each) ? each : (LETTERS[each] ?? baseOf(each)))).join('');
  return latin.trim() === '' && text !== '' ? '?' : latin;
}

const MARKS = unicodePattern(String.raw`\p{M}`);

/** `é` without its accent. A mark that stands alone has no base, and needs none: its letter is there. */
function baseOf(character: string): string {
  const base = character.normalize('NFKD').replace(MARKS, '');
  if (base === '') return '';
  return /^[\x21-\x7e]+$/.test(base) ? base : '?';
}
