import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from './config.ts';
import { createHandler } from './create-handler.ts';
import { createAwsLookUps } from './enrich/aws-look-ups.ts';
import { createEnrich, noLookUps } from './enrich/enrich.ts';
import { createLedger } from './publish/ledger.ts';
import { createOnce, everyTime } from './publish/once.ts';
import { createSnsClient } from './publish/publish.ts';

/** The function's entry point. A wrong setting fails at the start, before an event is taken. */
const config = readConfig(process.env);
const { lookups } = config.settings;

// The bundler knows LOOKUPS and DEDUPLICATE, and leaves out the clients of what is off.
const enrich =
  process.env.LOOKUPS === 'off'
    ? noLookUps
    : createEnrich(createAwsLookUps(lookups.tags), lookups.budgetMs, console);
const once =
  process.env.DEDUPLICATE === 'off' || config.ledgerTable === undefined
    ? everyTime
    : createOnce(createLedger(config.ledgerTable), console);
// Even a wait of nothing takes a millisecond.
const pause = async () => {
  if (config.publishIntervalMs > 0) await wait(config.publishIntervalMs);
};

export const handler = createHandler({ config, sns: createSnsClient(), log: console, enrich, once, pause });
