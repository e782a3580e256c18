import type { Remaining } from './deleteContent.ts'

type Condition = Record<string, unknown>

/** What a namespace says about its deletion, in the words of kube-controller-manager. */
export function namespaceConditions(
  remaining: readonly Remaining[],
  before: readonly Condition[] = [],
  time: string,
): Condition[] {
  const discovery = ['ResourcesDiscovered', 'All resources successfully discovered'] as const
  const parsing = ['ParsedGroupVersions', 'All legacy kube types successfully parsed'] as const
  const deletion = ['ContentDeleted', 'All content successfully deleted, may be waiting on finalization'] as const
  const facts = [
    { type: 'NamespaceDeletionDiscoveryFailure', text: discovery },
    { type: 'NamespaceDeletionGroupVersionParsingFailure', text: parsing },
    { type: 'NamespaceDeletionContentFailure', text: deletion },
    { type: 'NamespaceContentRemaining', ...contentRemaining(remaining) },
    { type: 'NamespaceFinalizersRemaining', ...finalizersRemaining(remaining) },
  ]
  return facts.map(({ type, text: [reason, message], ...fact }) => {
    const status = 'holds' in fact && fact.holds ? 'True' : 'False'
    const previous = before.find((condition) => condition['type'] === type)
    const isSame = previous?.['status'] === status && previous['reason'] === reason && previous['message'] === message
    return { type, status, reason, message, lastTransitionTime: isSame ? previous['lastTransitionTime'] : time }
  })
}

function contentRemaining(remaining: readonly Remaining[]) {
  // Pods are gone before anything else is counted.
  const counted = remaining.filter(({ resource }) => resource.name !== 'pods')
  if (counted.length === 0) {
    return { holds: false, text: ['ContentRemoved', 'All content successfully removed'] as const }
  }
  const texts = counted.map(({ resource, objects }) => {
    const plural = resource.name.split('.')[0]
    return `${plural}.${resource.group} has ${objects.length} resource instances`
  })
  const message = `Some resources are remaining: ${texts.sort().join(', ')}`
  return { holds: true, text: ['SomeResourcesRemain', message] as const }
}

function finalizersRemaining(remaining: readonly Remaining[]) {
  const finalizers = remaining.flatMap(({ objects }) => objects.flatMap(({ metadata }) => metadata.finalizers ?? []))
  if (finalizers.length === 0) {
    return { holds: false, text: ['ContentHasNoFinalizers', 'All content-preserving finalizers finished'] as const }
  }
  const texts = [...new Set(finalizers)].sort().map((finalizer) => {
    const count = finalizers.filter((other) => other === finalizer).length
    return `${finalizer} in ${count} resource instances`
  })
  const message = `Some content in the namespace has finalizers remaining: ${texts.join(', ')}`
  return { holds: true, text: ['SomeFinalizersRemain', message] as const }
}
