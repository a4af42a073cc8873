import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { CfnRule, IRule } from 'aws-cdk-lib/aws-events';
import { type NotifierConfig, readConfig } from '../../infra/config/config.ts';
import type { AudienceOutput } from '../../infra/outputs.ts';
import { SessionNotifier, type SessionNotifierProps } from '../../infra/session-notifier.ts';
import { SessionNotifierStack } from '../../infra/stack.ts';

const cdkJson = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'cdk.json'), 'utf8'));

/** The feature flags of cdk.json, without which a test would look at another template than the one deployed. */
export const deployedContext: Record<string, unknown> = cdkJson.context;

/** The same flags, with which the function's code is not bundled: that takes time, and changes nothing else in a template. */
export const unbundledContext = { ...deployedContext, 'aws:cdk:bundling-stacks': [] };

/**
 * Loading the CloudFormation rules takes two seconds: the tests of the app and of the templates run them. Warnings are not
 * printed: a test asks for those that it is about.
 */
const context = {
  context: { ...unbundledContext, '@aws-cdk/core:annotationsInValidationReport': false },
  builtinCloudFormationValidation: false,
};

/** One notifier in a stack of its own. `resolve` turns a part of it into what the template calls it. */
export function synthesise(props?: SessionNotifierProps) {
  const stack = new Stack(new App(context), 'Test');
  const notifier = new SessionNotifier(stack, 'SessionNotifier', props);
  return {
    notifier,
    template: Template.fromStack(stack),
    resolve: (token: unknown): unknown => stack.resolve(token),
    /** The ARN of a rule, made from its name, which is known before there is the rule. */
    arnByName: ({ node }: IRule): unknown =>
      stack.resolve(
        stack.formatArn({
          service: 'events',
          resource: 'rule',
          resourceName: String((node.defaultChild as CfnRule).name),
        }),
      ),
  };
}

/** The stack that a configuration makes, with what was given on the command line. `notifier` is that of an audience. */
export function synthesiseStack(
  config: NotifierConfig,
  commandLine: Readonly<Record<string, string>> = {},
  deployed: readonly AudienceOutput[] = [],
) {
  const stack = new SessionNotifierStack(new App(context), 'Test', {
    config: readConfig(config, (key) => commandLine[key]),
    deployed,
  });
  return {
    stack,
    notifier: (audience: string): SessionNotifier => {
      const found = stack.notifiers.get(audience);
      if (found === undefined) throw new Error(`There is no audience ${audience}`);
      return found;
    },
    template: Template.fromStack(stack),
    resolve: (token: unknown): unknown => stack.resolve(token),
  };
}
