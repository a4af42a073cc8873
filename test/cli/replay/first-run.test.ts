import { describe, expect, test } from '@jest/globals';
import { fixtureNames } from '../../support/fixtures.ts';
import { replay } from '../../support/replay.ts';

describe('without arguments', () => {
  const run = replay();

  test.each([
    ['a start', 'Subject: [STARTED] freja -> web-prod-1 i-0c3a9b7e5d1f28460 (prod'],
    ['a denial', 'Subject: [DENIED] (notice) mallory -> batch-2 i-0a2c4e6f8b1d39570 (staging'],
    ['an alert of high severity', 'Subject: [STARTED] (high) paula -> card-vault i-067f5ac4b72b55bc6'],
  ])('it shows %s, with the names that look-ups and a configuration give', async (_, subject) => {
    const { stdout } = await run;

    expect(stdout).toContain(subject);
  });

  test('it shows each as mail and as SMS', async () => {
    const { stdout } = await run;

    expect(stdout.match(/^email:/gm)).toHaveLength(3);
    expect(stdout.match(/^sms /gm)).toHaveLength(3);
  });

  test('it fits a screen of 80 columns', async () => {
    const { stdout } = await run;

    const wide = stdout.split('\n').filter((line) => line.length > 80);
    expect(wide).toEqual([]);
  });

  test('it says what became of the other samples, that nothing was sent, and what to do next', async () => {
    const { stdout, status } = await run;

    expect(stdout).toContain(`${fixtureNames('.').length} session calls became alerts`);
    expect(stdout).toContain('Nothing was sent.');
    expect(stdout).toContain('npm run replay -- --all');
    expect(stdout).not.toContain('published');
    expect(status).toBe(0);
  });
});
