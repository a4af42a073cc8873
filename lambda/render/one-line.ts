/** A line that must fit: who and what always stay, the rest goes piece by piece. */
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

/**
 * Takes the longest tail that fits; where none does, shortens actor and target in the middle.
 *
 * @param most the room there is, in the unit of `size`
 */
export function fitOneLine(line: OneLine, most: number, size: (text: string) => number): string {
  for (const tail of [...line.tails, '']) {
    const text = assemble(line, tail);
    if (size(text) <= most) return text;
  }
  return shorten(line, most, size);
}

/** All tails that come of dropping pieces, given in reading order, by rank: rank 1 is dropped last. */
export function dropByRank(pieces: readonly { readonly text: string; readonly rank: number }[]): string[] {
  const ranks = pieces.map(({ rank }) => rank).sort((a, b) => b - a);
  return ranks.map((most) =>
    pieces
      .filter(({ rank }) => rank <= most)
      .map(({ text }) => text)
      .join(''),
  );
}

function assemble({ lead, actor, arrow, target }: OneLine, rest: string): string {
  return `${lead}${actor}${arrow}${target}${rest}`;
}

/** Both get half of the room; what one does not need, the other gets. */
function shorten(line: OneLine, most: number, size: (text: string) => number): string {
  const room = most - size(line.lead) - size(line.arrow);
  const actorNeeds = size(line.actor);
  const targetNeeds = size(line.target);
  const half = Math.floor(room / 2);
  const forActor = Math.min(actorNeeds, Math.max(half, room - targetNeeds));
  const actor = cutMiddle(line.actor, forActor, size);
  return assemble({ ...line, actor, target: cutMiddle(line.target, room - size(actor), size) }, '');
}

const MARK = '..';

/** `a-very-long-name` as `a-ver..name`: both ends tell more than one. */
export function cutMiddle(text: string, most: number, size: (text: string) => number): string {
  if (size(text) <= most) return text;
  const characters = [...text];
  for (let kept = Math.min(characters.length, most) - 1; kept > 0; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const tail = kept - head;
    const short =
      characters.slice(0, head).join('') + MARK + characters.slice(characters.length - tail).join('');
    if (size(short) <= most) return short;
  }
  return MARK;
}
