import { describe, expect, test } from '@jest/globals';
import { UnreadableEnvelopeError } from '../../lambda/errors.ts';
import type { RenderedMessage } from '../../lambda/render/protocols.ts';
import { fixture, fixtureNames } from '../fixtures.ts';
import { messageOf } from './render/samples.ts';

type Path = readonly (string | number)[];

/** Of 250 kB, about what EventBridge lets through. */
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
  colons: () => ':'.repeat(240_000),
  commas: () => '203.0.113.7, '.repeat(20_000),
  'deep nesting': () => nested(5000),
  'prototype keys': () => JSON.parse('{"__proto__":{"polluted":true},"constructor":["x"],"toString":"x"}'),
  'the name of a prototype key': () => 'constructor',
  'half a character': () => 'a\ud800b\udc00',
  'an empty text': () => '',
};

/** No event may take longer than this. Each is given three tries, so that a busy machine is not taken for a slow event. */
const MOST_MS = 50;

describe.each(Object.entries(MUTATIONS))('each field in turn replaced by: %s', (_, mutate) => {
  test('gives one message or one named error, and soon', () => {
    for (const name of representatives()) {
      const envelope = fixture(name);
      for (const path of pathsIn(envelope))
        expectOneOutcome(replaced(envelope, path, mutate), `${name} ${path.join('.')}`);
    }
  });
});

test('nothing that was parsed has changed what every object inherits', () => {
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

function expectOneOutcome(envelope: unknown, what: string): void {
  let [fastest, tries] = [Number.POSITIVE_INFINITY, 0];
  while (fastest > MOST_MS && tries < 3) {
    const started = performance.now();
    const outcome = outcomeOf(envelope);
    fastest = Math.min(fastest, performance.now() - started);
    tries += 1;
    if (!(outcome instanceof UnreadableEnvelopeError) && !isMessage(outcome))
      throw new Error(`${what}: ${outcome}`);
  }
  if (fastest > MOST_MS) throw new Error(`${what} took ${fastest.toFixed(0)} ms`);
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

/** One sample of each kind: more would only take longer. */
function representatives(): string[] {
  return fixtureNames('.').filter((_, index) => index % 9 === 0);
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
