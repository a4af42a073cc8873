import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import fileConfig from '../notifier.config.ts';
import { ConfigError, readConfig } from './config/config.ts';
import { SessionNotifierStack } from './stack.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

try {
  const config = readConfig(fileConfig, (key) => app.node.tryGetContext(key));
  new SessionNotifierStack(app, 'SsmSessionNotifier', {
    description:
      'Tells people who opened a shell on which machine through AWS Systems Manager Session Manager.',
    config,
  });
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  // A mistake in the configuration is the reader's to mend: the trace of this program would only hide it.
  console.error(error.message);
  process.exit(1);
}
