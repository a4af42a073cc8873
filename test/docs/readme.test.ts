import { describe, expect, test } from '@jest/globals';
import { JUDGEMENTS } from '../../lambda/describe/judge.ts';
import type { OutcomeWord } from '../../lambda/domain/notice.ts';
import { fixture } from '../support/fixtures.ts';
import { codes, page, rows, section } from '../support/markdown.ts';
import { messageOf } from '../support/message-of.ts';

const readme = page('README.md');
const reading = section(readme, 'Reading an alert');

describe('the alert at the top of the README', () => {
  const { subject, bodies } = messageOf(fixture('start-iam-user'));

  test('is the email that is sent', () => {
    expect(readme).toContain(`Subject: ${subject}\n\n${bodies.email}`);
  });

  test('is the SMS that is sent', () => {
    expect(readme).toContain(`SSM ALERTS> ${bodies.sms}\n`);
  });
});

describe('the tables of the README', () => {
  const severities = [...new Set(JUDGEMENTS.map(({ severity }) => severity))];

  test('explain every first word of an alert, and no other', () => {
    const words = {
      STARTED: true,
      UNCONFIRMED: true,
      RESUMED: true,
      ENDED: true,
      DENIED: true,
      FAILED: true,
      UNRECOGNISED: true,
      TEST: true,
    } satisfies Record<OutcomeWord, true>;

    const explained = rows(reading).flatMap(([word = '']) =>
      codes(word).filter((code) => /^[A-Z]+$/.test(code)),
    );

    expect(explained.sort()).toEqual(Object.keys(words).sort());
  });

  test.each(severities)('list every warning of severity %s, and no other', (severity) => {
    const inCode = JUDGEMENTS.filter((judgement) => judgement.severity === severity).map(({ code }) => code);

    const [, warnings = ''] = rows(reading).find(([first]) => first === `\`${severity}\``) ?? [];
    const listed = [...warnings.matchAll(/\(`([^`]+)`\)/g)].map(([, code = '']) => code);

    expect(listed.sort()).toEqual(inCode.sort());
  });
});

test('the README has 180 lines at most', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(180);
});
