import { type Container, isObject } from './container.ts';

const dynamoDbRecord: Container = {
  recognises: ({ dynamodb }) => isObject(dynamodb),
  open: () => ({
    problem: 'is a change in a DynamoDB table, which is not read: replay the records themselves',
  }),
};

export const DYNAMODB: readonly Container[] = [dynamoDbRecord];
