import { type JsonInput, validationError } from '../json-protocol.ts';
import { type Page, pageOf } from '../pagination.ts';
import { ServiceError } from '../service.ts';

/** How many items a page of one action may hold. */
export interface PageSizes {
  readonly min: number;
  readonly max: number;
  /** The size of a page for a request without `MaxResults`. */
  readonly byDefault: number;
}

/**
 * The page of a list that a request asks for with `MaxResults` and `NextToken`.
 *
 * @throws {ServiceError} `ValidationException` for the size, `InvalidNextToken` for the token
 */
export function ssmPage<Item>(list: readonly Item[], input: JsonInput, sizes: PageSizes): Page<Item> {
  const size = input.MaxResults ?? sizes.byDefault;
  if (typeof size !== 'number' || size < sizes.min) {
    throw validationError('maxResults', size, `Member must have value greater than or equal to ${sizes.min}`);
  }
  if (size > sizes.max) {
    throw validationError('maxResults', size, `Member must have value less than or equal to ${sizes.max}`);
  }
  const page = pageOf(list, input.NextToken as string | undefined, size);
  if (!page) throw new ServiceError(400, 'InvalidNextToken', 'The specified token is not valid.');
  return page;
}
