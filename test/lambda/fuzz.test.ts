import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { type Alert, compose, composeDigest } from '../../lambda/compose.ts';
import { UnreadableEnvelopeError } from '../../lambda/errors.ts';
import { parse } from '../../lambda/parse/parse.ts';
import { planMessages } from '../../lambda/plan-messages.ts';
import type { RenderedMessage } from '../../lambda/render/render.ts';
import { DEFAULT_SETTINGS } from '../../lambda/settings.ts';
import { fixture, fixtureNames } from '../support/fixtures.ts';
import { messageOf } from '../support/message-of.ts';

type Path = readonly (string | number)[];

/** Text of 250 kB, about what EventBridge lets through. */
const HUGE = 'https://evil.example/\u202e"\\ '.repeat(10_000);

const MUTATIONS: Readonly<Record<string, (value: unknown) => unknown>> = {
  removed: () => undefined,
  null: () => null,
  'a number': () => 7,
  true: () => true,
  'a list': (value) => [value],
  'an object': (value) => ({ value }),
  'a huge text': () => HUGE,
  'a huge list': () => Array(25_000).fill('v'),
  hyphens: () => '-'.repeat(240_000),
  dots: () => 'a.'.repeat(120_000),
  quotes: () => '"'.repeat(240_000),
  letters: () => 'a'.repeat(240_000),
  colons: () => ':'.repeat(240_000),
  commas: () => '203.0.113.7, '.repeat(20_000),
  'deep nesting': () => nested(5000),
  'prototype keys': () => JSON.parse('{"__proto__":{"polluted":true},"constructor":["x"],"toString":"x"}'),
  'the name of a prototype key': () => 'constructor',
  'half a character': () => 'a\ud800b\udc00',
  'an empty text': () => '',
};

/** Far longer than any event takes on a busy machine, and far shorter than a pattern that backtracks. */
const MAX_MS = 500;

const NAMES = Object.keys(MUTATIONS);

describe.each(NAMES)('each field in turn replaced by: %s', (mutation) => {
  const mutate = MUTATIONS[mutation] as (value: unknown) => unknown;

  test('gives one message or one named error, and soon', () => {
    for (const name of samples(NAMES.indexOf(mutation))) {
      const envelope = fixture(name);
      for (const path of pathsIn(envelope))
        expectOneOutcome(replaced(envelope, path, mutate), `events/${name}.json, ${path.join('.')}`);
    }
  });
});

test('10,000 mutated events, alone and in digests of 80, leave nothing in memory', () => {
  const mutated = mutations();
  const composeMessages = (events: number) => {
    for (let done = 0; done < events; done += 80) {
      const alerts = Array.from({ length: 80 }, () => mutated.next().value).flatMap(alertsOf);
      for (const { message } of alerts) expect(isMessage(message)).toBe(true);
      for (const planned of planMessages(alerts.map((alert) => ({ id: undefined, alert })))) {
        const digest = planned.map(({ alert }) => alert);
        expect(isMessage(composeDigest(digest, DEFAULT_SETTINGS))).toBe(true);
      }
    }
  };
  composeMessages(2000);
  const before = heapUsed();

  composeMessages(8000);

  expect(heapUsed() - before).toBeLessThan(1_000_000);
}, 120_000);

/** Each field of each sample in turn, each time changed in another way, without an end. */
function* mutations(): Generator<unknown, never> {
  const ways = Object.values(MUTATIONS);
  for (let turn = 0; ; turn += 1) {
    for (const name of fixtureNames('.')) {
      const envelope = fixture(name);
      const paths = [...pathsIn(envelope)];
      const path = paths[turn % paths.length] as Path;
      yield replaced(envelope, path, ways[turn % ways.length] as (value: unknown) => unknown);
    }
  }
}

/** The alert of an event, and none of what is no event. */
function alertsOf(envelope: unknown): Alert[] {
  try {
    return [compose(parse(envelope), DEFAULT_SETTINGS)];
  } catch (error) {
    if (error instanceof UnreadableEnvelopeError) return [];
    throw error;
  }
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

test('nothing that was parsed has changed what every object inherits', () => {
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

function expectOneOutcome(envelope: unknown, what: string): void {
  let [fastest, tries] = [Number.POSITIVE_INFINITY, 0];
  while (fastest > MAX_MS && tries < 3) {
    const started = performance.now();
    const outcome = outcomeOf(envelope);
    fastest = Math.min(fastest, performance.now() - started);
    tries += 1;
    if (!(outcome instanceof UnreadableEnvelopeError) && !isMessage(outcome)) {
      throw new Error(`${what}: ${outcome}`);
    }
  }
  if (fastest > MAX_MS) throw new Error(`${what} took ${fastest.toFixed(0)} ms`);
}

function outcomeOf(envelope: unknown): unknown {
  try {
    return messageOf(envelope);
  } catch (error) {
    return error;
  }
}

function isMessage(outcome: unknown): outcome is RenderedMessage {
  const { subject, bodies } = outcome as RenderedMessage;
  return subject?.length > 0 && subject.length < 100 && Buffer.byteLength(JSON.stringify(bodies)) <= 262_144;
}

/** Every ninth, beginning with another one for each mutation: so all of them get their turn. */
function samples(mutation: number): string[] {
  return fixtureNames('.').filter((_, index) => index % 9 === mutation % 9);
}

function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* pathsIn(inner, [...path, key]);
}

function replaced(value: unknown, [key, ...rest]: Path, mutate: (value: unknown) => unknown): unknown {
  if (key === undefined) return mutate(value);
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  return Object.assign(copy, { [key]: replaced((value as Record<string, unknown>)[key], rest, mutate) });
}

function nested(depth: number): unknown {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level += 1) value = { value };
  return value;
}
