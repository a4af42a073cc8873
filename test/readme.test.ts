import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fixture } from './support/fixtures.ts';
import { messageOf } from './support/message-of.ts';

test('the alert that the README shows is the one that is sent', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const { subject, bodies } = messageOf(fixture('start-iam-user'));
  expect(readme).toContain(`Subject: ${subject}\n\n${bodies.email}`);
  expect(readme).toContain(`SSM ALERTS> ${bodies.sms}\n`);
});
