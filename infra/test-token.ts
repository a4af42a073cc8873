import { Aws, Fn } from 'aws-cdk-lib';

/**
 * What a test event has to carry for a rule to pass it on: the unique part of the id of the stack. Whoever may put events on
 * the bus, and nothing else, does not know it.
 *
 * @param stackId `arn:aws:cloudformation:eu-central-1:111122223333:stack/SsmSessionNotifier/0a1b2c3d-…`
 */
export function testTokenOf(stackId: string): string | undefined {
  return stackId.split('/')[2] || undefined;
}

/** The test token of the stack that a template makes. */
export const OWN_TEST_TOKEN = Fn.select(2, Fn.split('/', Aws.STACK_ID));

/** How long it is: a UUID. */
export const TEST_TOKEN_LENGTH = 36;
