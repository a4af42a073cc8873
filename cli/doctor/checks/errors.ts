import {
  type FilteredLogEvent,
  type FilterLogEventsCommandInput,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { timeInFull } from '../../../lambda/describe/time.ts';
import { awsCommand } from '../../terminal/command-line.ts';
import { type AudienceCheck, ok, wrong } from '../check.ts';
import type { Clients } from '../clients.ts';
import { about, unlessGone } from '../unanswered.ts';
import { errorInLog, requestIdInLog } from './error-in-log.ts';

const HOURS = 24;

/** Counting stops here: who has that many errors does not need the number. */
const MOST = 50;

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
  const configuration = await unlessGone(
    clients.ask(
      'lambda:GetFunctionConfiguration',
      clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName })),
    ),
  );
  if (!configuration) return [];
  const logGroupName = configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`;
  const startTime = Date.now() - HOURS * 60 * 60 * 1000;
  const errors = await newest({ logGroupName, startTime, filterPattern: ERRORS }, MOST, clients);
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
    wrong(
      says,
      'Remove the cause, then send again what waits in the failure queue. The log:',
      awsCommand(
        deployment,
        ...['logs', 'tail', logGroupName, '--since', `${HOURS}h`, '--filter-pattern', ERRORS],
      ),
    ),
  ];
};

/** The newest entries, newest first. A page may be empty and still have another one after it. */
async function newest(
  search: Pick<FilterLogEventsCommandInput, 'logGroupName' | 'startTime' | 'filterPattern'>,
  most: number,
  { logs, ask }: Clients,
): Promise<readonly FilteredLogEvent[]> {
  const read = async () => {
    const found: FilteredLogEvent[] = [];
    const input = { ...search, limit: most, startFromHead: false };
    for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, input)) {
      found.push(...events);
      if (found.length >= most) break;
    }
    return found.sort((one, other) => (other.timestamp ?? 0) - (one.timestamp ?? 0));
  };
  return about(`The log ${search.logGroupName}`, ask('logs:FilterLogEvents', read()));
}

function count(errors: number): string {
  if (errors === 1) return '1 error';
  return errors < MOST ? `${errors} errors` : `at least ${MOST} errors`;
}
