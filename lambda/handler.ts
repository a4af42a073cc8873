import { createHandler } from './create-handler.ts';
import { deliverBatch } from './deliver-batch.ts';
import { createAwsLookUps } from './enrich/aws-look-ups.ts';
import { createEnrich, noLookUps } from './enrich/enrich.ts';
import { readEnvironment } from './environment.ts';
import { createLedger } from './publish/ledger.ts';
import { createOnce, everyTime } from './publish/once.ts';
import { createPublisher, createSnsClient } from './publish/publish.ts';

/**
 * The function's entry point: puts the parts together. A wrong environment fails here, before an event is taken.
 *
 * The bundler replaces `process.env.LOOKUPS`, `DEDUPLICATE` and `DELIVERY`, and leaves out the code and the SDK clients of
 * what is off.
 */
const { topicArn, settings, ledgerTable, publishIntervalMs } = readEnvironment(process.env);

const enrich =
  process.env.LOOKUPS === 'off'
    ? noLookUps
    : createEnrich(createAwsLookUps(settings.lookups.tags), settings.lookups.budgetMs, console);

const once =
  process.env.DEDUPLICATE === 'off' || ledgerTable === undefined
    ? everyTime
    : createOnce(createLedger(ledgerTable), console);

const publisher = createPublisher(createSnsClient(), topicArn, publishIntervalMs);

export const handler = createHandler(
  { settings, enrich, once, publisher, log: console, now: () => new Date() },
  process.env.DELIVERY === 'direct' ? undefined : deliverBatch,
);
