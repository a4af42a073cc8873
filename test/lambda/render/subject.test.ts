import { describe, expect, test } from '@jest/globals';
import { compose } from '../../../lambda/compose.ts';
import type { SessionEvent } from '../../../lambda/domain/session-event.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { DEFAULT_SETTINGS } from '../../../lambda/settings.ts';
import { type Envelope, fixture, fixtureNames, variant } from '../../support/fixtures.ts';

/** What a phone lists of a subject. */
const LISTED_CHARACTERS = 40;

const subjectOf = (event: SessionEvent, account = 'prod') => {
  const accountNames = { [event.account ?? '']: account };
  return compose(event, { ...DEFAULT_SETTINGS, accountNames }).message.subject;
};
const withMachine = (envelope: Envelope, name: string): SessionEvent => ({
  ...parse(envelope),
  lookedUp: { target: { name, tags: [] }, failures: [] },
});
const byUser = (userName: string) =>
  variant('start-iam-user', { userIdentity: { type: 'IAMUser', userName } });

describe('the subject', () => {
  test('names the machine instead of its id, and then the account', () => {
    const subject = subjectOf(withMachine(fixture('start-denied-quoted-arn'), 'web-1'));

    expect(subject).toBe('[DENIED] craig -> web-1 (prod, ap-northeast-1)');
  });

  test('names the account behind the actor where it would not be listed at the end', () => {
    const subject = subjectOf(parse(fixture('start-iam-user')));

    expect(subject).toBe('[STARTED] freja in prod -> i-0c3a9b7e5d1f28460 (eu-central-1)');
  });

  test('names the account before the actor where both would not be listed', () => {
    const subject = subjectOf(parse(byUser('a-user-with-quite-a-long-name')));

    expect(subject).toBe(
      '[STARTED] in prod: a-user-with-quite-a-long-name -> i-0c3a9b7e5d1f28460 (eu-central-1)',
    );
  });

  test.each(fixtureNames('.'))('of events/%s.json names the account where a phone lists it', (name) => {
    const event = parse(fixture(name));

    const subject = subjectOf(event);

    const account = event.account === undefined ? 'unknown account' : 'prod';
    expect(subject.slice(0, LISTED_CHARACTERS)).toContain(account);
  });

  test.each([
    ['start-iam-user', 'production-platform-europe'],
    ['start-no-response', '210987654321'],
    ['start-corrected-by-addendum', '210987654321'],
    ['start-corrected-by-addendum', 'production-platform-europe'],
  ])('of events/%s.json, replayed in %s, lists the account whole, or both its ends', (name, account) => {
    const event = parse({ ...fixture(name), 'replay-name': 'after-the-outage' });

    const subject = subjectOf(event, account);

    const listed = subject.slice(0, LISTED_CHARACTERS);
    expect(listed).toContain(` in ${account.slice(0, 6)}`);
    expect(listed).toContain(account.slice(-6));
  });

  test('says the date of an event that is not of this moment', () => {
    const subject = subjectOf(parse(fixture('start-replayed-from-archive')));

    expect(subject).toMatch(/^\[STARTED\] 19 Mar, /);
  });

  test('names the role of a nameless session, or says that nobody is named, rather than cut the words in the middle', () => {
    const subjects = ['terminate-session-named-by-a-tool', 'start-identity-absent'].map((name) =>
      subjectOf(parse(fixture(name)), '210987654321'),
    );

    expect(subjects).toEqual([
      expect.stringContaining(': role Operations -> session botocore-session-'),
      expect.stringContaining(': unidentified caller -> i-0de4acac6f303f3a9'),
    ]);
  });

  test('gives the reason for its severity', () => {
    const subject = subjectOf(parse(fixture('start-root')));

    expect(subject).toMatch(/^\[STARTED\] \(high: root\) root in prod -> /);
  });

  test('does not repeat the outcome as the reason for a severity', () => {
    const subject = subjectOf(parse(fixture('start-no-response')));

    expect(subject).toMatch(/^\[UNCONFIRMED\] oskar /);
  });
});
