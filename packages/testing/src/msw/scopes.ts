import { labels, matchesPhaseFilter, phaseFilters, phaseOf, type Environment, type ResourceList } from '@catalyst/api'
import { problem } from '../builders/problem.ts'
import { matchesSelector } from './matchesSelector.ts'
import type { MockCollection, MockObject, MockRef } from './MockCollection.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'

/** A page of objects, by namespace and label selector; `limit` and `continue` page through it. */
export function listOf<T extends MockObject>(world: MockWorld, objects: readonly T[], url: URL): Response {
  const { searchParams } = url
  const selected = objects.filter((object) =>
    matchesSelector(object.metadata.labels, searchParams.get('labelSelector') ?? ''),
  )
  const start = Number(searchParams.get('continue') ?? 0)
  const limit = Number(searchParams.get('limit') ?? 0) || selected.length
  const items = selected.slice(start, start + limit)
  const remaining = selected.length - start - items.length
  const list: ResourceList<T> = {
    items,
    metadata: {
      resourceVersion: String(world.revision),
      ...(remaining > 0 ? { continue: String(start + limit), remainingItemCount: remaining } : {}),
    },
  }
  return Response.json(list)
}

/** Whether an environment is asked for by the query of a list. */
export function isWanted(environment: Environment, { searchParams }: URL): boolean {
  const wanted = (name: string, value: string | undefined) => {
    const asked = searchParams.get(name)
    return asked === null || asked === value
  }
  const phase = searchParams.get('phase')
  const filter = phaseFilters.find((one) => one === phase)
  const actual = phaseOf(environment)
  return (
    wanted('namespace', environment.metadata.namespace) &&
    wanted('team', environment.metadata.labels?.[labels.team]) &&
    wanted('project', environment.metadata.labels?.[labels.project]) &&
    (phase === null || (filter === undefined ? phase === actual : matchesPhaseFilter(actual, filter)))
  )
}

/** The object, or a NOT_FOUND that says what is missing and how it was seen last. */
export function mustGet<T extends MockObject>(collection: MockCollection<T>, ref: MockRef, kind: string): T {
  const object = collection.get(ref)
  if (object !== undefined) return object
  const lastSeen = collection.lastSeen(ref)
  throw new ThrownProblem(
    problem('NOT_FOUND', {
      detail: `${kind} "${ref.name}" is not in namespace "${ref.namespace ?? ''}".`,
      missing: 'resource',
      ...(lastSeen === undefined
        ? {}
        : { lastSeen: { deletedAt: lastSeen.deletedAt, object: { ...lastSeen.object } as Record<string, unknown> } }),
    }),
  )
}
