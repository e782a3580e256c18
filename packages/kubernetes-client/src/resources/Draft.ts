/** An object as one writes it: the client knows its `apiVersion` and `kind`. */
export type Draft<TInput extends { apiVersion: string; kind: string }> = Omit<TInput, 'apiVersion' | 'kind'> &
  Partial<Pick<TInput, 'apiVersion' | 'kind'>>
