import { isRecord } from '../../objects/isRecord.ts'
import type { ContainerSpec } from '../PodSpec.ts'
import { allContainers, named, securityContextOf, type Violation, violation } from './Violation.ts'

type Fields = Readonly<Record<string, unknown>>

const defaultCapabilities = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
)

/** What of a pod the level `baseline` does not allow. */
export function baselineViolations(spec: Fields): Violation[] {
  const containers = allContainers(spec)
  return [
    ...addedCapabilities(containers),
    ...hostNamespaces(spec),
    ...hostPaths(spec),
    ...hostPorts(containers),
    ...violation(
      'privileged',
      containers.filter((one) => securityContextOf(one)['privileged'] === true),
      'must not set securityContext.privileged=true',
    ),
    ...unconfined(spec, containers),
  ]
}

function addedCapabilities(containers: readonly ContainerSpec[]): Violation[] {
  const extra = (container: ContainerSpec) => addedBy(container).filter((name) => !defaultCapabilities.has(name))
  const bad = containers.filter((one) => extra(one).length > 0)
  const names = [...new Set(bad.flatMap(extra))].sort().map((name) => JSON.stringify(name))
  const rule = `must not include ${names.join(', ')} in securityContext.capabilities.add`
  return violation('non-default capabilities', bad, rule)
}

export function addedBy(container: ContainerSpec): string[] {
  const { capabilities } = securityContextOf(container)
  const add = isRecord(capabilities) ? capabilities['add'] : undefined
  return Array.isArray(add) ? add.map(String) : []
}

function hostNamespaces(spec: Fields): Violation[] {
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field] === true)
  if (shared.length === 0) return []
  return [{ reason: 'host namespaces', detail: shared.map((field) => `${field}=true`).join(', ') }]
}

function hostPaths({ volumes }: Fields): Violation[] {
  const list = Array.isArray(volumes) ? volumes.filter(isRecord) : []
  const names = list.filter(({ hostPath }) => hostPath !== undefined).map(({ name }) => String(name))
  return names.length === 0 ? [] : [{ reason: 'hostPath volumes', detail: named('volume', names) }]
}

function hostPorts(containers: readonly ContainerSpec[]): Violation[] {
  const portsOf = ({ ports }: ContainerSpec) =>
    (Array.isArray(ports) ? ports.filter(isRecord) : []).map(({ hostPort }) => hostPort).filter(Boolean)
  const bad = containers.filter((one) => portsOf(one).length > 0)
  const ports = [...new Set(bad.flatMap(portsOf))].map(String)
  const verb = bad.length === 1 ? 'uses' : 'use'
  return violation('hostPort', bad, `${verb} hostPort${ports.length === 1 ? '' : 's'} ${ports.join(', ')}`)
}

function unconfined(spec: Fields, containers: readonly ContainerSpec[]): Violation[] {
  const isUnconfined = (owner: Fields) => {
    const { seccompProfile } = securityContextOf(owner)
    return isRecord(seccompProfile) && seccompProfile['type'] === 'Unconfined'
  }
  const rule = 'must not set securityContext.seccompProfile.type to "Unconfined"'
  if (isUnconfined(spec)) return [{ reason: 'seccompProfile', detail: `pod ${rule}` }]
  return violation('seccompProfile', containers.filter(isUnconfined), rule)
}
