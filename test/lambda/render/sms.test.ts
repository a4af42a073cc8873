import { describe, expect, test } from '@jest/globals';
import { compose } from '../../../lambda/compose.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lambda/settings.ts';
import { type Envelope, fixture, fixtureNames, variant } from '../../support/fixtures.ts';

const smsOf = (envelope: Envelope, settings: Partial<Settings> = {}) =>
  compose(parse(envelope), { ...DEFAULT_SETTINGS, ...settings }).message.bodies.sms;
const tunnelTo = (host: string) =>
  variant('start-iam-user', {
    requestParameters: {
      target: 'i-0c3a9b7e5d1f28460',
      documentName: 'AWS-StartPortForwardingSessionToRemoteHost',
      parameters: { host: [host], portNumber: ['5432'] },
    },
  });

describe('an SMS', () => {
  test('names the whole session before the Region', () => {
    const displayName = 'A rather long name';

    const sms = smsOf(fixture('start-root'), { displayName });

    expect(sms).toContain('root-yhjie99dtne4qtdp4ueso4w9t6');
  });

  test('shortens the name of a remote host before it leaves out the account', () => {
    const sms = smsOf(tunnelTo(`ledger.${'cluster-of-databases.'.repeat(5)}internal`));

    expect(sms).toContain('tunnel to ledger.. port 5432, 210987654321');
  });

  test('says that there is a tunnel, whatever else there is no room for', () => {
    const displayName = 'The security team of ours';
    const accountNames = { '210987654321': 'a-long-name-of-an-account' };

    const sms = smsOf(tunnelTo('x'.repeat(200)), { displayName, accountNames });

    expect(sms).toMatch(/i-0c3a9b7e5d1f28460 tunnel\b/);
  });

  test.each([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])(
    'never cuts a defanged host of %d parts inside its marks',
    (parts) => {
      const sms = smsOf(tunnelTo('ab.cd.'.repeat(parts).concat('example')));

      expect(sms.replaceAll('[.]', '')).not.toMatch(/[[\]]/);
    },
  );

  test('gives the time where the readers are, if there is room', () => {
    const sms = smsOf(fixture('start-iam-user'), { timeZone: 'Europe/Berlin' });

    expect(sms).toContain(' 11:00 (09:00Z)');
  });

  test.each(fixtureNames('.'))('about events/%s.json gives a reason with a severity', (name) => {
    const sms = smsOf(fixture(name), { knownNetworks: ['10.0.0.0/8'] });

    expect(sms).not.toMatch(/\((?:high|notice)\)/);
  });
});
