import type { ObjectInput } from '../../objects/KubernetesObject.ts'
import type { AdmissionContext, AdmissionRequest } from '../AdmissionRequest.ts'
import { containersIn, podSpecOf, type ContainerSpec } from '../PodSpec.ts'
import { type Amounts, type Limit, limitsIn } from './limitRanges.ts'

/** `LimitRanger`, the first half: gives containers what they may use at least and at most, where they don't say. */
export function applyLimitRanges(
  { namespace }: AdmissionRequest,
  object: ObjectInput,
  context: AdmissionContext,
): ObjectInput {
  const limits = limitsIn(namespace, context).filter(({ type }) => type === 'Container')
  if (limits.length === 0) return object
  const spec = podSpecOf(object)
  const notes: string[] = []
  const fields = ['containers', 'initContainers'] as const
  const changed = fields.flatMap((field) => {
    const containers = containersIn(spec, field)
    const kind = field === 'containers' ? 'container' : 'init container'
    return containers.length === 0 ? [] : [[field, containers.map((one) => withDefaults(one, limits, { kind, notes }))]]
  })
  if (notes.length === 0) return object
  const note = `LimitRanger plugin set: ${notes.join('; ')}`
  const annotations = { ...object.metadata.annotations, 'kubernetes.io/limit-ranger': note }
  return {
    ...object,
    metadata: { ...object.metadata, annotations },
    spec: { ...spec, ...(Object.fromEntries(changed) as object) },
  }
}

interface Output {
  readonly kind: string
  readonly notes: string[]
}

function withDefaults(container: ContainerSpec, limits: readonly Limit[], { kind, notes }: Output): ContainerSpec {
  let { requests, limits: maxima } = container.resources ?? {}
  const set = { requests: new Set<string>(), limits: new Set<string>() }
  for (const { default: most, defaultRequest } of limits) {
    requests = fill(requests, { ...most, ...defaultRequest }, set.requests)
    maxima = fill(maxima, most, set.limits)
  }
  const [asked, bounded] = [[...set.requests].sort().join(', '), [...set.limits].sort().join(', ')]
  if (asked !== '') notes.push(`${asked} request for ${kind} ${container.name}`)
  if (bounded !== '') notes.push(`${bounded} limit for ${kind} ${container.name}`)
  if (asked === '' && bounded === '') return container
  return { ...container, resources: { ...container.resources, limits: maxima, requests } }
}

function fill(own: Amounts | undefined, defaults: Amounts | undefined, set: Set<string>): Amounts | undefined {
  const missing = Object.entries(defaults ?? {}).filter(([name]) => own?.[name] === undefined)
  if (missing.length === 0) return own
  for (const [name] of missing) set.add(name)
  return { ...own, ...Object.fromEntries(missing) }
}
