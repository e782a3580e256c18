import type { ManifestObject } from '../objects/ManifestObject.ts'
import { podTemplatePath } from '../objects/podTemplate.ts'
import { entriesOf, fieldsOf, valueAt } from '../objects/values.ts'
import type { Fault } from './Fault.ts'

/** What the baseline profile leaves to containers: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
const capabilities = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
])

/** As in the restricted profile, with images: nothing of the node, and no server that is named here. */
const volumeSources = new Set([
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected'],
  'secret',
])

/**
 * What pods may not ask for. The API server refuses most of it too, but only when the pods are made, and as an event of a
 * ReplicaSet, where nobody looks.
 */
export function* checkPodSpec(object: ManifestObject): Generator<Fault> {
  const path = podTemplatePath(object.kind)
  if (path === undefined) return
  const spec = fieldsOf(valueAt(object, [...path, 'spec']))
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (isSet(spec[field])) yield refused(`${field} is not allowed.`)
  }
  if (isSet(spec['nodeName'])) yield refused('nodeName is not allowed: the scheduler chooses the node.')
  for (const field of ['serviceAccountName', 'serviceAccount']) {
    if (textOf(spec[field]).startsWith('catalyst')) {
      yield refused(`${field} names an account of the platform. Use one of your own.`)
    }
  }
  // Kubernetes gives these to everybody who asks, and they push others off their nodes.
  if (textOf(spec['priorityClassName']).startsWith('system-')) {
    yield refused('priorityClassName is one of the cluster itself. Leave it out.')
  }
  for (const entry of entriesOf(spec['volumes'])) {
    const { name, ...sources } = fieldsOf(entry)
    const others = Object.keys(sources).filter((source) => !volumeSources.has(source))
    if (others.length > 0) {
      const which = others.join(', ')
      yield refused(`volume ${quote(name)} is of type ${which}. Use emptyDir or a PersistentVolumeClaim.`)
    }
  }
  yield* checkContext(fieldsOf(spec['securityContext']), 'the pod')
  for (const field of ['containers', 'initContainers', 'ephemeralContainers']) {
    for (const container of entriesOf(spec[field])) yield* checkContainer(fieldsOf(container))
  }
}

function* checkContainer(container: Record<string, unknown>): Generator<Fault> {
  const name = `container ${quote(container['name'])}`
  for (const port of entriesOf(container['ports'])) {
    if (isSet(fieldsOf(port)['hostPort'])) yield refused(`${name} has a hostPort. Use a Service.`)
  }
  const context = fieldsOf(container['securityContext'])
  if (isSet(context['privileged'])) yield refused(`${name} is privileged, which is not allowed.`)
  if (isSet(context['procMount']) && context['procMount'] !== 'Default') {
    yield refused(`${name} has a procMount other than Default.`)
  }
  const added = entriesOf(fieldsOf(context['capabilities'])['add']).map(String)
  const tooMuch = added.filter((capability) => !capabilities.has(capability))
  if (tooMuch.length > 0) yield refused(`${name} adds the capabilities ${tooMuch.join(', ')}, which are not allowed.`)
  yield* checkContext(context, name)
}

function* checkContext(context: Record<string, unknown>, whose: string): Generator<Fault> {
  for (const field of ['seccompProfile', 'appArmorProfile']) {
    if (fieldsOf(context[field])['type'] === 'Unconfined') yield refused(`${field} of ${whose} is Unconfined.`)
  }
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== ''
}

function quote(name: unknown): string {
  return JSON.stringify(textOf(name))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function refused(message: string): Fault {
  return { reason: 'ManifestInvalid', message }
}
