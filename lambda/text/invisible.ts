/**
 * The inside of a character class: control and format characters (bidirectional overrides, zero-width, soft hyphens, tags),
 * halves of characters, private and unassigned ones, all that Unicode lets a font leave out, and what fonts show as a blank.
 *
 * @see https://www.unicode.org/reports/tr36/
 */
export const INVISIBLE = [
  String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}`,
  // The Braille pattern without dots.
  String.raw`\u{2800}`,
  // Fillers and joiners: Tifinagh, ideographic, Brahmi, Khitan.
  String.raw`\u{2d7f}\u{303f}\u{1107f}\u{16fe4}`,
  // Egyptian blanks, and the sign that mirrors the one before.
  String.raw`\u{13440}-\u{13442}`,
  // A selector of Duployan, the notehead that is none, and spaces and modifiers of SignWriting.
  String.raw`\u{1bc9d}\u{1d159}\u{1da7f}\u{1da80}\u{1da9b}-\u{1da9f}\u{1daa1}-\u{1daaf}`,
  // What stood for an object that did not come along.
  String.raw`\u{fffc}`,
].join('');

/** Signs that stack two letters of their scripts, and show nothing where there is no such letter before them. */
export const STACKERS = [
  String.raw`\u{1039}\u{17d2}\u{1a60}\u{1bab}\u{aaf6}\u{10a3f}\u{11133}\u{113d0}`,
  String.raw`\u{1193e}\u{11a47}\u{11a99}\u{11d45}\u{11d97}\u{11f42}`,
].join('');
