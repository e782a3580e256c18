import { allowedKinds } from '../deployment/allowedKinds.ts'
import type { Right } from './Right.ts'

/** Helm changes objects by patch and its own records of releases by update. */
const change = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const
const look = ['get', 'list', 'watch'] as const

/** What a Job may do that deploys manifests or a chart, in the namespace of its one environment, where alone it is bound. */
export const deployerRights: readonly Right[] = [
  ...byGroup().map(([group, resources]) => ({
    why: `What it may bring of ${group === '' ? 'the core' : group}.`,
    apiGroups: [group],
    resources,
    verbs: change,
  })),
  {
    why: 'By which it sees whether what it has brought comes up.',
    apiGroups: ['apps'],
    resources: ['replicasets'],
    verbs: look,
  },
  {
    why: 'And why it does not.',
    apiGroups: [''],
    resources: ['events'],
    verbs: look,
  },
]

function byGroup(): [group: string, resources: string[]][] {
  const groups = new Map<string, string[]>()
  for (const { apiVersion, plural } of allowedKinds) {
    const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
    groups.set(group, [...(groups.get(group) ?? []), plural])
  }
  return [...groups]
}
