import { isRecord } from '../../objects/isRecord.ts'
import type { ContainerSpec } from '../PodSpec.ts'
import { addedBy, baselineViolations } from './baseline.ts'
import { allContainers, named, securityContextOf, type Violation, violation } from './Violation.ts'

type Fields = Readonly<Record<string, unknown>>

const volumeTypes = new Set(
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' '),
)

/** What of a pod the level `restricted` does not allow. */
export function restrictedViolations(spec: Fields): Violation[] {
  const containers = allContainers(spec)
  const looser = baselineViolations(spec).filter(({ reason }) => reason !== 'seccompProfile')
  return [
    ...looser,
    ...violation(
      'allowPrivilegeEscalation != false',
      containers.filter((one) => securityContextOf(one)['allowPrivilegeEscalation'] !== false),
      'must set securityContext.allowPrivilegeEscalation=false',
    ),
    ...capabilities(containers),
    ...volumes(spec),
    ...nonRoot(spec, containers),
    ...seccomp(spec, containers),
  ]
}

function capabilities(containers: readonly ContainerSpec[]): Violation[] {
  const dropsAll = (container: ContainerSpec) => {
    const set = securityContextOf(container)['capabilities']
    return isRecord(set) && Array.isArray(set['drop']) && set['drop'].includes('ALL')
  }
  const rule = 'must set securityContext.capabilities.drop=["ALL"]'
  const adds = containers.filter((one) => addedBy(one).some((name) => name !== 'NET_BIND_SERVICE'))
  return [
    ...violation(
      'unrestricted capabilities',
      containers.filter((one) => !dropsAll(one)),
      rule,
    ),
    ...violation('unrestricted capabilities', adds, 'must not add more than "NET_BIND_SERVICE"'),
  ]
}

function volumes(spec: Fields): Violation[] {
  const list = Array.isArray(spec['volumes']) ? spec['volumes'].filter(isRecord) : []
  const typeOf = (volume: Fields) => Object.keys(volume).find((key) => key !== 'name') ?? 'emptyDir'
  const bad = list.filter((volume) => !volumeTypes.has(typeOf(volume)))
  if (bad.length === 0) return []
  const types = [...new Set(bad.map(typeOf))].map((type) => JSON.stringify(type)).join(', ')
  const verb = bad.length === 1 ? 'uses' : 'use'
  const detail = `${named(
    'volume',
    bad.map(({ name }) => String(name)),
  )} ${verb} restricted volume type ${types}`
  return [{ reason: 'restricted volume types', detail }]
}

function nonRoot(spec: Fields, containers: readonly ContainerSpec[]): Violation[] {
  const podWide = securityContextOf(spec)['runAsNonRoot']
  const bad = containers.filter((one) => (securityContextOf(one)['runAsNonRoot'] ?? podWide) !== true)
  return ofPodOr('runAsNonRoot != true', bad, 'must set securityContext.runAsNonRoot=true')
}

function seccomp(spec: Fields, containers: readonly ContainerSpec[]): Violation[] {
  const typeOf = (owner: Fields) => {
    const profile = securityContextOf(owner)['seccompProfile']
    return isRecord(profile) ? profile['type'] : undefined
  }
  const allowed = ['RuntimeDefault', 'Localhost']
  const bad = containers.filter((one) => !allowed.includes(String(typeOf(one) ?? typeOf(spec))))
  const rule = 'must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"'
  return ofPodOr('seccompProfile', bad, rule)
}

function ofPodOr(reason: string, containers: readonly ContainerSpec[], rule: string): Violation[] {
  return violation(reason, containers, rule).map(({ detail }) => ({ reason, detail: `pod or ${detail}` }))
}
