import { matchesLabels } from './matchesLabels.ts'
import type { ObjectStore } from './ObjectStore.ts'
import { parseLabelSelector, type LabelRequirement } from './parseLabelSelector.ts'
import type { WatchableObject } from './watchTypes.ts'

export interface CacheFilter {
  /** @default every namespace */
  namespace?: string | undefined
  /** As text, or parsed with {@link parseLabelSelector}. */
  labelSelector?: string | readonly LabelRequirement[] | undefined
}

/**
 * What of a store matches, found by an index where one fits.
 * @throws SyntaxError for a text that is no label selector.
 */
export function selectObjects<T extends WatchableObject>(
  store: ObjectStore<T>,
  { namespace, labelSelector = [] }: CacheFilter,
): readonly T[] {
  const requirements = typeof labelSelector === 'string' ? parseLabelSelector(labelSelector) : labelSelector
  const inNamespace = () => store.list(namespace)
  for (const requirement of requirements) {
    const indexed = findByIndex(store, requirement)
    if (!indexed) continue
    const others = requirements.filter((other) => other !== requirement)
    if (namespace !== undefined) {
      const local = inNamespace()
      if (local.length < indexed.length) return local.filter((object) => matchesLabels(requirements, labelsOf(object)))
      return indexed.filter(
        (object) => object.metadata?.namespace === namespace && matchesLabels(others, labelsOf(object)),
      )
    }
    return others.length === 0 ? indexed : indexed.filter((object) => matchesLabels(others, labelsOf(object)))
  }
  if (requirements.length === 0) return inNamespace()
  return inNamespace().filter((object) => matchesLabels(requirements, labelsOf(object)))
}

function findByIndex<T extends WatchableObject>(store: ObjectStore<T>, requirement: LabelRequirement) {
  if (requirement.operator !== 'in') return undefined
  const [value, ...more] = requirement.values
  return value === undefined || more.length > 0 ? undefined : store.withLabel(requirement.key, value)
}

function labelsOf(object: WatchableObject) {
  return object.metadata?.labels
}
