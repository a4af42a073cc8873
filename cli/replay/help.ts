/** What `--help` says beyond the list of options. */
export const HELP = `
Reads session events in whatever form you have them: EventBridge events, the files of a trail, the
output of the AWS CLI, events of SNS, SQS, Kinesis, Kafka and Lambda, CloudWatch Logs, and exports of
Elastic, Splunk, Datadog, Wazuh, Athena and Sentinel. A folder is read whole. Use - for standard input.
docs/replay.md lists every form. Without paths it shows three of the project's sample events.

With --audience, each event takes a line that says whether the audience would receive it and, if not,
which settings of its filter hold it back. Nothing is looked up, so a warning that needs a look-up
does not count towards minimumSeverity.

--queue and --cloudtrail only show what they find, unless --function or --topic-arn says where to send it.
An event that was seen before in the same run is not sent again. From a queue, a message is deleted once
its event was sent, or the function says that it withholds it or has sent it before; all others stay.
Interrupt with Ctrl-C: the event at hand is finished, and what is not sent yet stays where it is.

Exit status: 0 everything was understood, 1 something was not or could not be sent, 2 misused.

Examples:
  npm run replay
  npm run replay -- --all
  npm run replay -- AWSLogs/ --protocol sms
  npm run replay -- events/start-iam-user.json --protocol sms
  npm run replay -- --audience security
  aws cloudtrail lookup-events | npm run -s replay -- - --json
  npm run replay -- missed.json --function SsmSessionNotifier-Function
  npm run replay -- missed.json --topic-arn arn:aws:sns:eu-west-1:123456789012:my-topic
  npm run replay -- --queue https://sqs.eu-west-1.amazonaws.com/123456789012/failed
  npm run replay -- --cloudtrail --since 2h --region eu-west-1 --function SsmSessionNotifier-Function

The topic of a deployed notifier takes messages from its function alone: use --function for it.`;
