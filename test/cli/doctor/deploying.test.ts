import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../../cli/terminal/user-error.ts';
import type { DeploymentParts, StandInTemplate } from '../../aws/deployment-parts.ts';
import { subscriptionResource } from '../../aws/deployment-parts.ts';
import { doctor, type Examination, each, faultsIn } from './examination.ts';

/** The one fault of a deployment whose function is of an older version, which a deployment mends. */
async function faultOf(
  template: StandInTemplate['Resources'],
  options: Pick<Examination, 'configured' | 'prepare'> = {},
): Promise<string> {
  const { stdout } = await doctor({
    ...options,
    but: ({ functions, sns }: DeploymentParts) => ({
      functions: each(functions, { Environment: { Variables: {} } }),
      template: { Resources: template },
      sns: { ...sns, subscriptions: [...sns.subscriptions, ...ADDED] },
    }),
  });
  return faultsIn(stdout).find((fault) => fault.includes('rate')) ?? '';
}

const ADDED = ['email', 'https'].flatMap((protocol) =>
  ['first', 'second'].map((name) => ({
    topicArn: 'arn:aws:sns:eu-central-1:111122223333:SsmSessionNotifier-everyone-Topic',
    protocol,
    endpoint: protocol === 'email' ? `${name}@example.com` : `https://${name}.example.com`,
    state: 'confirmed' as const,
    arn: `arn:aws:sns:eu-central-1:111122223333:SsmSessionNotifier-everyone-Topic:${protocol}-${name}`,
  })),
);

const FIRST = subscriptionResource('everyoneTopic', 'email', 'first@example.com');
const SECOND = subscriptionResource('everyoneTopic', 'email', 'second@example.com');

describe('the command that deploys', () => {
  test('names everybody whom the last deployment subscribed and the configuration does not name', async () => {
    const https = subscriptionResource('everyoneTopic', 'https', 'https://first.example.com');

    const fault = await faultOf({ ...FIRST, ...SECOND, ...https });

    expect(fault).toMatch(
      / npx cdk deploy -c "email=first@example\.com,second@example\.com" -c https=https:\/\/first\.example\.com$/,
    );
  });

  test('leaves out whom the configuration names', async () => {
    const configured = [{ audience: 'everyone', protocol: 'email', endpoint: 'first@example.com' }];

    const fault = await faultOf({ ...FIRST, ...SECOND }, { configured });

    expect(fault).toMatch(/ npx cdk deploy -c email=second@example\.com$/);
  });

  test('leaves out whom a deployment would not unsubscribe', async () => {
    const retained = subscriptionResource('everyoneTopic', 'email', 'first@example.com', {
      DeletionPolicy: 'Retain',
    });

    const fault = await faultOf(retained);

    expect(fault).toMatch(/: npx cdk deploy$/);
  });

  test('is left out where it is not known whom it would unsubscribe', async () => {
    const fault = await faultOf(FIRST, {
      prepare: ({ services }) =>
        services.CLOUDFORMATION.failWhen(({ action }) =>
          action === 'GetTemplate' ? { status: 403, code: 'AccessDenied' } : undefined,
        ),
    });

    expect(fault).toMatch(
      / → Deploy this version to eu-central-1, by "npx cdk deploy" with every -c option of the last deployment: without them, those whom they named may be unsubscribed\.$/,
    );
  });

  test('is left out where an address could mean anything to a shell', async () => {
    const hostile = subscriptionResource('everyoneTopic', 'https', "https://first.example.com/';id");

    const fault = await faultOf(hostile);

    expect(fault).toMatch(
      /No command is shown for this, because an endpoint has characters that a shell could act on\.$/,
    );
  });
});

describe('where it is not known who should be subscribed', () => {
  test('a template that cannot be read is said to be missing a permission', async () => {
    const { stdout } = await doctor({
      prepare: ({ services }) =>
        services.CLOUDFORMATION.failWhen(({ action }) =>
          action === 'GetTemplate' ? { status: 403, code: 'AccessDenied' } : undefined,
        ),
    });

    expect(faultsIn(stdout)).toEqual([
      '? subscriptions Not checked: these AWS credentials lack the permission cloudformation:GetTemplate. → Allow cloudformation:GetTemplate to whoever runs this, and run it again.',
    ]);
  });

  test('a mistaken configuration is quoted', async () => {
    const configured = new UserError('notifier.config.ts: audiences[0].name: is missing');

    const { stdout } = await doctor({ configured });

    expect(faultsIn(stdout)).toEqual([
      '? subscriptions Not compared with the configuration: notifier.config.ts: audiences[0].name: is missing → Correct the file, and run this again.',
    ]);
  });
});
