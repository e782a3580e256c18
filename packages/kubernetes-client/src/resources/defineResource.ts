import type { ResourceDefinition } from './ResourceDefinition.ts'

/** Names a kind of object, built in or custom, together with its type: `defineResource<Widget>({…})`. */
export function defineResource<TObject, TInput = TObject>(
  definition: ResourceDefinition<TObject, TInput>,
): ResourceDefinition<TObject, TInput> {
  return Object.freeze({ ...definition })
}
