import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SessionNotifier, type SessionNotifierProps } from '../../infra/session-notifier.ts';

const cdkJson = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'cdk.json'), 'utf8'));

/** The feature flags of cdk.json, without which a test would look at another template than the one deployed. */
export const deployedContext: Record<string, unknown> = cdkJson.context;

/** The same without the function's code, which takes a run of esbuild and changes nothing else in the template. */
export const unbundledContext = { ...deployedContext, 'aws:cdk:bundling-stacks': [] };

/** One notifier in a stack of its own. `resolve` turns a part of it into what the template calls it. */
export function synthesise(props?: SessionNotifierProps) {
  const app = new App({
    context: unbundledContext,
    // It takes two seconds to load. The tests of the app and of the stack run it.
    builtinCloudFormationValidation: false,
  });
  const stack = new Stack(app, 'Test');
  const notifier = new SessionNotifier(stack, 'SessionNotifier', props);
  return {
    notifier,
    template: Template.fromStack(stack),
    resolve: (token: unknown): unknown => stack.resolve(token),
  };
}
