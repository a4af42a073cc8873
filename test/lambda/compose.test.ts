import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { compose } from '../../lambda/compose.ts';
import { parse } from '../../lambda/parse/parse.ts';
import { DISTINCT_PROTOCOLS, PROTOCOLS } from '../../lambda/render/render.ts';
import { DEFAULT_SETTINGS } from '../../lambda/settings.ts';
import { fixture } from '../support/fixtures.ts';

describe('composing an alert', () => {
  test('needs nothing of Node.js, so that it bundles for a browser', async () => {
    const entryPoint = join(__dirname, '../../lambda/compose.ts');

    const { errors } = await build({
      entryPoints: [entryPoint],
      bundle: true,
      platform: 'browser',
      write: false,
      logLevel: 'silent',
    });

    expect(errors).toEqual([]);
  });

  test('gives a body to every protocol, of which only those differ that define one', () => {
    const { message } = compose(parse(fixture('start-iam-user')), DEFAULT_SETTINGS);

    const bodies = PROTOCOLS.map((protocol) => message.bodies[protocol]);

    expect(bodies.every((body) => body.length > 0)).toBe(true);
    expect(new Set(bodies).size).toBe(DISTINCT_PROTOCOLS.length);
  });
});
