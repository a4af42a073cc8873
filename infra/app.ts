import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readConfig } from './config/config.ts';
import { ConfigError } from './config/config-error.ts';
import { destinationOf } from './config/destination.ts';
import { loadConfig } from './config/load-config.ts';
import { deployedAudiences } from './deployed-audiences.ts';
import { SessionNotifierStack } from './stack.ts';
import { summary } from './summary.ts';

const CONFIG = 'notifier.config.ts';
const STACK = 'SsmSessionNotifier';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

const destination = destinationOf(process.env);

try {
  const file = await loadConfig(join(import.meta.dirname, '..', CONFIG), CONFIG);
  const config = readConfig(file, (key) => app.node.tryGetContext(key), CONFIG, {
    contextKeys: Object.keys(app.node.getAllContext()),
    ...destination,
  });
  const stack = new SessionNotifierStack(app, STACK, {
    description:
      'Tells people who opened a shell on which machine through AWS Systems Manager Session Manager.',
    config,
    deployed: await deployedAudiences(STACK, destination),
  });
  console.error(summary(config, stack));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  // A mistake in the configuration is the reader's to mend: the trace of this program would only hide it.
  console.error(error.message);
  process.exit(1);
}
