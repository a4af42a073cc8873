import {
  type FilteredLogEvent,
  type FilterLogEventsCommandInput,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { timeInFull } from '../../../lambda/describe/time.ts';
import { tailLog } from '../../commands/aws-commands.ts';
import { type AudienceCheck, unlessMissing } from '../check.ts';
import type { Clients } from '../clients.ts';
import { ok, wrong } from '../verdicts.ts';
import { errorInLog, requestIdInLog } from './errors/error-in-log.ts';

const HOURS = 24;

/** Counting stops here: who has that many errors does not need the number. */
const MAX_COUNTED = 50;

/**
 * What the function, and Lambda on its behalf, log when an alert was not sent. A run that ended in an error is not
 * counted by its report too.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
const ERRORS =
  '{ $.level = "ERROR" || $.level = "FATAL" || ($.type = "platform.report" && ($.record.status = "timeout" || $.record.status = "failure")) }';
const SUCCESSES = '{ $.type = "platform.report" && $.record.status = "success" }';

/** The function's last errors, and whether another run has ended well since. A batch that fails in part ends well, too. */
export const checkErrors: AudienceCheck = async ({ functionName }, deployment, clients) => {
  const configuration = await unlessMissing(
    clients.call(
      'lambda:GetFunctionConfiguration',
      clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName })),
    ),
  );
  if (!configuration) return [];
  const logGroupName = configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`;
  const startTime = Date.now() - HOURS * 60 * 60 * 1000;
  const errors = await newest({ logGroupName, startTime, filterPattern: ERRORS }, MAX_COUNTED, clients);
  const [last] = errors;
  if (!last) return [ok(`The function logged no error within ${HOURS} hours.`)];

  const lastTime = last.timestamp ?? startTime;
  const says =
    `The function logged ${count(errors.length)} within ${HOURS} hours, ` +
    `the last on ${timeInFull(new Date(lastTime).toISOString())}: ${errorInLog(last.message)}`;
  const [success] = await newest(
    { logGroupName, startTime: lastTime + 1, filterPattern: SUCCESSES },
    1,
    clients,
  );
  const run = requestIdInLog(last.message);
  const ofAnotherRun = run === undefined || requestIdInLog(success?.message) !== run;
  if (success && ofAnotherRun) return [ok(`${says} It has worked since.`)];
  return [
    wrong(says, {
      remedy: 'Remove the cause, then send again what waits in the failure queue. The log:',
      command: tailLog(deployment, logGroupName, { hours: HOURS, filterPattern: ERRORS }),
    }),
  ];
};

/** The newest entries, newest first. A page may be empty and still have another one after it. */
async function newest(
  search: Pick<FilterLogEventsCommandInput, 'logGroupName' | 'startTime' | 'filterPattern'>,
  limit: number,
  { logs, call }: Clients,
): Promise<readonly FilteredLogEvent[]> {
  const read = async () => {
    const found: FilteredLogEvent[] = [];
    const input = { ...search, limit, startFromHead: false };
    for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, input)) {
      found.push(...events);
      if (found.length >= limit) break;
    }
    return found.sort((one, other) => (other.timestamp ?? 0) - (one.timestamp ?? 0));
  };
  return call('logs:FilterLogEvents', read(), `The log ${search.logGroupName}`);
}

function count(errors: number): string {
  if (errors === 1) return '1 error';
  return errors < MAX_COUNTED ? `${errors} errors` : `at least ${MAX_COUNTED} errors`;
}
