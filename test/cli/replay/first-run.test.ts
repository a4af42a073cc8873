import { describe, expect, test } from '@jest/globals';
import { fixtureNames } from '../../support/fixtures.ts';
import { replay } from '../../support/replay.ts';

describe('without arguments', () => {
  const run = replay();

  test.each([
    ['a start', 'Subject: [STARTED] freja -> web-prod-1 (prod'],
    ['a denial', 'Subject: [DENIED] mallory -> batch-2 (staging'],
    [
      'an alert of high severity',
      'Subject: [STARTED] in payments (high: foreign document): paula -> card-vault',
    ],
  ])('it shows %s, with the names that look-ups and a configuration give', async (_, subject) => {
    const { stdout } = await run;

    expect(stdout).toContain(subject);
  });

  test('it shows each as mail and as SMS', async () => {
    const { stdout } = await run;

    expect(stdout.match(/^email:/gm)).toHaveLength(3);
    expect(stdout.match(/^sms /gm)).toHaveLength(3);
  });

  test('its words fit a screen of 80 columns, whatever the length of links and commands', async () => {
    const { stdout } = await run;

    // A link or a command stands on one line, so that it can be followed or copied.
    const words = stdout
      .split('\n')
      .filter((line) => !/https:\/\/|aws ssm /.test(line) && line.includes(' '));
    const wide = words.filter((line) => line.length > 80);

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
