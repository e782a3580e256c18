/**
 * A type of `@kubernetes/client-node` as JSON has it: its classes hold dates where the API has text.
 */
export type Plain<T> = T extends Date
  ? string
  : T extends readonly (infer TItem)[]
    ? Plain<TItem>[]
    : T extends object
      ? { [TKey in keyof T]: Plain<T[TKey]> }
      : T
