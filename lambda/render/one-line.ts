/** A line that must fit: actor and target always stay, the rest is left out piece by piece. */
export interface OneLine {
  /** The outcome, with the space behind it. */
  readonly lead: string;
  readonly actor: string;
  /** What stands between actor and target. */
  readonly arrow: string;
  readonly target: string;
  /** What may follow, the longest first. */
  readonly tails: readonly string[];
}

/** A part of the line that is left out if it does not fit. */
export interface Piece {
  readonly text: string;
  /** Pieces of a low rank are placed first. */
  readonly rank: number;
}

/**
 * Places pieces by their rank, each that still fits, and joins them in the order in which they are given. Where not
 * even actor and target fit, they are shortened in the middle.
 *
 * @param limit the room there is, in the unit of `size`
 */
export function fitPieces(
  line: Omit<OneLine, 'tails'>,
  pieces: readonly Piece[],
  limit: number,
  size: (text: string) => number,
): string {
  let room = limit - size(assemble(line, ''));
  if (room < 0) return shorten(line, limit, size);
  const placed = new Set<Piece>();
  for (const piece of [...pieces].sort((a, b) => a.rank - b.rank)) {
    if (size(piece.text) > room) continue;
    placed.add(piece);
    room -= size(piece.text);
  }
  const kept = pieces.filter((piece) => placed.has(piece)).map(({ text }) => text);
  return assemble(line, kept.join(''));
}

/**
 * Takes the longest tail that fits; where none does, shortens actor and target in the middle.
 *
 * @param limit the room there is, in the unit of `size`
 */
export function fitOneLine(line: OneLine, limit: number, size: (text: string) => number): string {
  for (const tail of [...line.tails, '']) {
    const text = assemble(line, tail);
    if (size(text) <= limit) return text;
  }
  return shorten(line, limit, size);
}

function assemble({ lead, actor, arrow, target }: Omit<OneLine, 'tails'>, rest: string): string {
  return `${lead}${actor}${arrow}${target}${rest}`;
}

/** Both get half of the room; what one does not need, the other gets. */
function shorten(line: Omit<OneLine, 'tails'>, limit: number, size: (text: string) => number): string {
  const room = limit - size(line.lead) - size(line.arrow);
  const actorNeeds = size(line.actor);
  const targetNeeds = size(line.target);
  const half = Math.floor(room / 2);
  const forActor = Math.min(actorNeeds, Math.max(half, room - targetNeeds));
  const actor = cutMiddle(line.actor, forActor, size);
  return assemble({ ...line, actor, target: cutMiddle(line.target, room - size(actor), size) }, '');
}

const MARK = '..';

/** Shortens `a-very-long-name` to `a-ver..name`: both ends say more than one. */
export function cutMiddle(text: string, limit: number, size: (text: string) => number): string {
  if (size(text) <= limit) return text;
  const characters = [...text];
  for (let kept = Math.min(characters.length, limit) - 1; kept > 0; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const tail = kept - head;
    const short =
      characters.slice(0, head).join('') + MARK + characters.slice(characters.length - tail).join('');
    if (size(short) <= limit) return short;
  }
  return MARK;
}
