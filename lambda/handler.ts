import { createHandler } from './create-handler.ts';
import { createAwsLookUps } from './enrich/aws-look-ups.ts';
import { createEnrich, noLookUps } from './enrich/enrich.ts';
import { readEnvironment } from './environment.ts';
import { createLedger } from './publish/ledger.ts';
import { createOnce, everyTime } from './publish/once.ts';
import { createPublisher, createSnsClient } from './publish/publish.ts';

/**
 * The function's entry point: puts the parts together. A wrong environment fails here, before an event is taken.
 *
 * The bundler replaces `process.env.LOOKUPS` and `process.env.DEDUPLICATE` by true or false, and leaves out the code and the
 * SDK clients of what is off.
 */
const { topicArn, settings, ledgerTable, publishIntervalMs } = readEnvironment(process.env);

const enrich = process.env.LOOKUPS
  ? createEnrich(createAwsLookUps(settings.lookups.tags), settings.lookups.budgetMs, console)
  : noLookUps;

const once =
  process.env.DEDUPLICATE && ledgerTable !== undefined
    ? createOnce(createLedger(ledgerTable), console)
    : everyTime;

const publisher = createPublisher(createSnsClient(), topicArn, publishIntervalMs);

export const handler = createHandler({
  settings,
  enrich,
  once,
  publisher,
  log: console,
  now: () => new Date(),
});
