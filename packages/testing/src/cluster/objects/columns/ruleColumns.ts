import { getPath } from '../getPath.ts'
import { toText } from '../toText.ts'
import type { PrinterColumn } from '../ResourceType.ts'
import { ageColumn, column, count, nameColumn, recordsOf } from './column.ts'

const bindingColumns: readonly PrinterColumn[] = [
  nameColumn,
  column('Role', (binding) => {
    const { kind, name } = (binding['roleRef'] ?? {}) as { kind?: string; name?: string }
    return `${kind}/${name}`
  }),
  ageColumn,
  column('Users', (binding) => subjectsOf(binding, 'User'), { wide: true }),
  column('Groups', (binding) => subjectsOf(binding, 'Group'), { wide: true }),
  column('ServiceAccounts', (binding) => subjectsOf(binding, 'ServiceAccount'), { wide: true }),
]

function subjectsOf(binding: Readonly<Record<string, unknown>>, kind: string): string {
  const subjects = recordsOf(binding['subjects']).filter((subject) => subject['kind'] === kind)
  const names = subjects.map(({ name, namespace }) =>
    kind === 'ServiceAccount' ? `${String(namespace)}/${String(name)}` : String(name),
  )
  return names.join(', ')
}

/** Used and hard amounts of a quota, those of limits or the others. */
function quota(object: unknown, isLimit: boolean): string {
  const hard = (getPath(object, 'status.hard') ?? {}) as Record<string, string>
  const used = (getPath(object, 'status.used') ?? {}) as Record<string, string>
  const names = Object.keys(hard).filter((name) => name.startsWith('limits.') === isLimit)
  return names
    .sort()
    .map((name) => `${name}: ${used[name] ?? '0'}/${hard[name]}`)
    .join(', ')
}

export const ruleColumns: Readonly<Record<string, readonly PrinterColumn[]>> = {
  RoleBinding: bindingColumns,
  ClusterRoleBinding: bindingColumns,
  ResourceQuota: [
    nameColumn,
    column('Request', (object) => quota(object, false)),
    column('Limit', (object) => quota(object, true)),
    ageColumn,
  ],
  PodDisruptionBudget: [
    nameColumn,
    column('Min Available', (budget) => toText(getPath(budget, 'spec.minAvailable'), 'N/A')),
    column('Max Unavailable', (budget) => toText(getPath(budget, 'spec.maxUnavailable'), 'N/A')),
    column('Allowed Disruptions', (budget) => count(budget, 'status.disruptionsAllowed'), { type: 'integer' }),
    ageColumn,
  ],
  ValidatingAdmissionPolicy: [
    nameColumn,
    column('Validations', (policy) => recordsOf(getPath(policy, 'spec.validations')).length, { type: 'integer' }),
    column('ParamKind', (policy) => getPath(policy, 'spec.paramKind.kind') ?? '<unset>'),
    ageColumn,
  ],
  ValidatingAdmissionPolicyBinding: [
    nameColumn,
    column('PolicyName', '.spec.policyName'),
    column('ParamRef', (binding) => getPath(binding, 'spec.paramRef.name') ?? '<unset>'),
    ageColumn,
  ],
  APIService: [
    nameColumn,
    column('Service', (service) => {
      const { namespace, name } = (getPath(service, 'spec.service') ?? {}) as { namespace?: string; name?: string }
      return name === undefined ? 'Local' : `${namespace}/${name}`
    }),
    column('Available', (service) => {
      const conditions = recordsOf(getPath(service, 'status.conditions'))
      return conditions.find(({ type }) => type === 'Available')?.['status'] ?? 'Unknown'
    }),
    ageColumn,
  ],
  Node: [
    nameColumn,
    column('Status', (node) => nodeStatus(node)),
    column('Roles', (node) => {
      const prefix = 'node-role.kubernetes.io/'
      const labels = Object.keys(getPath(node, 'metadata.labels') ?? {})
      const roles = labels.flatMap((label) => (label.startsWith(prefix) ? [label.slice(prefix.length)] : []))
      return roles.sort().join(',') || '<none>'
    }),
    ageColumn,
    column('Version', '.status.nodeInfo.kubeletVersion'),
    column('Internal-IP', (node) => nodeAddress(node, 'InternalIP'), { wide: true }),
    column('External-IP', (node) => nodeAddress(node, 'ExternalIP'), { wide: true }),
    column('OS-Image', '.status.nodeInfo.osImage', { wide: true }),
    column('Kernel-Version', '.status.nodeInfo.kernelVersion', { wide: true }),
    column('Container-Runtime', '.status.nodeInfo.containerRuntimeVersion', { wide: true }),
  ],
}

function nodeStatus(node: unknown): string {
  const ready = recordsOf(getPath(node, 'status.conditions')).find(({ type }) => type === 'Ready')
  const word = ready === undefined ? 'Unknown' : ready['status'] === 'True' ? 'Ready' : 'NotReady'
  return getPath(node, 'spec.unschedulable') === true ? `${word},SchedulingDisabled` : word
}

function nodeAddress(node: unknown, type: string): string {
  const address = recordsOf(getPath(node, 'status.addresses')).find((each) => each['type'] === type)
  return toText(address?.['address'], '<none>')
}
