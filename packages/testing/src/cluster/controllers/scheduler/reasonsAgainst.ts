import type { Node, Taint } from '../../nodes/Node.ts'
import type { NodeRequirement, Pod, Toleration } from '../../nodes/Pod.ts'
import { type Amounts, podResources, toAmounts } from '../../nodes/podResources.ts'

/** Why a pod can not run on a node, in the words of kube-scheduler; nothing when it can. */
export function reasonsAgainst(pod: Pod, node: Node, used: Amounts): string[] {
  const tolerations = pod.spec.tolerations ?? []
  if (node.spec?.unschedulable === true && !tolerations.some((one) => tolerates(one, unschedulable))) {
    return ['node(s) were unschedulable']
  }
  const taint = (node.spec?.taints ?? []).find(
    (taint) => taint.effect !== 'PreferNoSchedule' && !tolerations.some((toleration) => tolerates(toleration, taint)),
  )
  if (taint !== undefined) return [`node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`]
  if (!matchesNode(pod, node)) return ["node(s) didn't match Pod's node affinity/selector"]

  const allocatable = toAmounts(node.status?.allocatable)
  const wanted = podResources(pod)
  const reasons: string[] = []
  if ((used.get('pods') ?? 0) + 1 > (allocatable.get('pods') ?? Infinity)) reasons.push('Too many pods')
  for (const [name, amount] of wanted) {
    if (amount > 0 && (used.get(name) ?? 0) + amount > (allocatable.get(name) ?? 0))
      reasons.push(`Insufficient ${name}`)
  }
  return reasons
}

const unschedulable: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

function tolerates(toleration: Toleration, { key, value = '', effect }: Taint): boolean {
  if (toleration.effect && toleration.effect !== effect) return false
  if (!toleration.key) return toleration.operator === 'Exists'
  if (toleration.key !== key) return false
  return toleration.operator === 'Exists' || (toleration.value ?? '') === value
}

function matchesNode({ spec }: Pod, { metadata }: Node): boolean {
  const labels = metadata.labels ?? {}
  if (!Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => labels[key] === value)) return false
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  if (terms === undefined) return true
  return terms.some(
    ({ matchExpressions = [], matchFields = [] }) =>
      matchExpressions.length + matchFields.length > 0 &&
      matchExpressions.every((requirement) => meets(labels[requirement.key], requirement)) &&
      matchFields.every((requirement) => meets(metadata.name, requirement)),
  )
}

function meets(value: string | undefined, { operator, values = [] }: NodeRequirement): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return Number(value) > Number(values[0])
    case 'Lt':
      return Number(value) < Number(values[0])
  }
}
