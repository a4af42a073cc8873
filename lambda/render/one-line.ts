import { toMark } from '../domain/name-mark.ts';
import type { Phrase } from '../domain/phrase.ts';
import { type Reader, write } from './write.ts';

/** A line that must fit: actor and target always stay, the rest is left out piece by piece. */
export interface OneLine {
  /** The outcome, with the space behind it. */
  readonly lead: string;
  readonly actor: Phrase;
  /** Stands for the actor where there is no room for the whole. Empty where nothing does. */
  readonly shorterActor: Phrase;
  /** What stands between actor and target. */
  readonly arrow: string;
  readonly target: Phrase;
  /** What may follow, the longest first. */
  readonly tails: readonly string[];
}

/** What may follow, in the forms that it may take. */
export type Piece = readonly Form[];

export interface Form {
  readonly text: string;
  /** Forms of a low rank are placed first. One that is longer than another form of its piece has a higher rank. */
  readonly rank: number;
}

/**
 * Places forms by their rank, each that still fits, a later form of a piece in place of the former, and joins the pieces in
 * the order in which they are given. So a piece shrinks before one of a lower rank is left out. Where not even actor and target
 * fit, the actor takes its shorter form, or both are shortened in the middle.
 *
 * @param limit the room there is, in the unit of the reader's size
 */
export function fitPieces(
  line: Omit<OneLine, 'tails'>,
  pieces: readonly Piece[],
  limit: number,
  reader: Reader,
): string {
  const start = written(line, reader);
  let room = limit - reader.size(start);
  if (room < 0) return shorten(line, limit, reader);
  const placed = new Map<Piece, string>();
  const byRank = pieces
    .flatMap((piece) => piece.map((form) => ({ piece, ...form })))
    .sort((a, b) => a.rank - b.rank);
  for (const { piece, text } of byRank) {
    const more = reader.size(text) - reader.size(placed.get(piece) ?? '');
    if (more > room) continue;
    placed.set(piece, text);
    room -= more;
  }
  return start + pieces.map((piece) => placed.get(piece) ?? '').join('');
}

/**
 * Takes the longest tail that fits; where none does, takes the shorter form of the actor, or shortens actor and target in the middle.
 *
 * @param limit the room there is, in the unit of the reader's size
 */
export function fitOneLine(line: OneLine, limit: number, reader: Reader): string {
  const start = written(line, reader);
  for (const tail of [...line.tails, '']) {
    if (reader.size(start + tail) <= limit) return start + tail;
  }
  return shorten(line, limit, reader);
}

function written({ lead, actor, arrow, target }: Omit<OneLine, 'tails'>, reader: Reader): string {
  return `${lead}${write(actor, reader)}${arrow}${write(target, reader)}`;
}

/** Both get half of the room; what one does not need, the other gets. */
function shorten(whole: Omit<OneLine, 'tails'>, limit: number, reader: Reader): string {
  const hasShorter = whole.shorterActor.length > 0;
  const line = hasShorter ? { ...whole, actor: whole.shorterActor } : whole;
  const start = written(line, reader);
  if (hasShorter && reader.size(start) <= limit) return start;
  const room = limit - reader.size(line.lead) - reader.size(line.arrow);
  const [actorNeeds, targetNeeds] = [line.actor, line.target].map((phrase) =>
    reader.size(write(phrase, reader)),
  );
  const half = Math.floor(room / 2);
  const forActor = Math.min(actorNeeds ?? 0, Math.max(half, room - (targetNeeds ?? 0)));
  const actor = writeName(line.actor, reader, forActor);
  return `${line.lead}${actor}${line.arrow}${write(line.target, reader, room - reader.size(actor))}`;
}

/** What has to be left of a name for the mark of the whole to stand behind it. */
const MIN_NAME_SIZE = 8;

/** Writes who acted. Where that has to be shortened, the mark of the whole tells it from others with the same ends. */
export function writeName(name: Phrase, reader: Reader, limit: number): string {
  const whole = write(name, reader);
  if (reader.size(whole) <= limit) return whole;
  const mark = toMark(whole);
  const hasRoom = limit - reader.size(mark) >= MIN_NAME_SIZE;
  return write(name, reader, limit, hasRoom ? mark : '');
}
