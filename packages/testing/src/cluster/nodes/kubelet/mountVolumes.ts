import { dirname } from 'node:path/posix'
import { createVolume, type Volume as MachineVolume } from '../../machine/createVolume.ts'
import { MissingSourceError } from '../environment/readSource.ts'
import type { Pod, Volume } from '../Pod.ts'
import { volumeFiles } from '../volumes/volumeFiles.ts'
import type { KubeletContext } from './KubeletContext.ts'

/** The volumes of a pod by name. Undefined, with an Event, when something for them is not there yet. */
export function mountVolumes(context: KubeletContext, pod: Pod): Map<string, MachineVolume> | undefined {
  const mounted = new Map<string, MachineVolume>()
  for (const volume of usedVolumes(pod)) {
    try {
      mounted.set(volume.name, mount(context, pod, volume))
    } catch (error) {
      if (!(error instanceof MissingSourceError)) throw error
      const message = `MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`
      context.events.record(pod, { type: 'Warning', reason: 'FailedMount', message })
      return undefined
    }
  }
  return mounted
}

/** What no container mounts is not set up either. */
function usedVolumes({ spec }: Pod): Volume[] {
  const containers = [...(spec.initContainers ?? []), ...spec.containers]
  const used = new Set(containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)))
  return (spec.volumes ?? []).filter(({ name }) => used.has(name))
}

function mount(context: KubeletContext, pod: Pod, volume: Volume): MachineVolume {
  const { api, clock, nodeName, hostIP, volumes } = context
  const { persistentVolumeClaim, hostPath } = volume
  const { namespace } = pod.metadata
  if (persistentVolumeClaim !== undefined) {
    const { claimName: name } = persistentVolumeClaim
    const claim = api.get('persistentvolumeclaims', { namespace, name })
    if (claim === undefined) throw new MissingSourceError(`persistentvolumeclaim "${name}" not found`)
    return kept(`claim ${claim.metadata.uid}`)
  }
  if (hostPath !== undefined) return kept(`path ${hostPath.path}`)
  const fresh = createVolume({ clock })
  fill(fresh, volumeFiles(api, { pod, volume }, { nodeName, hostIP, podIP: '' }))
  return fresh

  function kept(key: string): MachineVolume {
    const existing = volumes.get(key) ?? createVolume({ clock })
    volumes.set(key, existing)
    return existing
  }
}

/** Brings what is made from objects to their present state. A token stays as it is. */
export function refreshVolumes(context: KubeletContext, pod: Pod, mounted: ReadonlyMap<string, MachineVolume>): void {
  const { api, nodeName, hostIP } = context
  for (const volume of usedVolumes(pod)) {
    const target = mounted.get(volume.name)
    if (target === undefined || (volume.configMap ?? volume.secret) === undefined) continue
    try {
      const files = volumeFiles(api, { pod, volume }, { nodeName, hostIP, podIP: '' })
      for (const name of target.files.list('/')) target.files.remove(`/${name}`, { recursive: true })
      fill(target, files)
    } catch (error) {
      // What is gone stays as it was for those who have it.
      if (!(error instanceof MissingSourceError)) throw error
    }
  }
}

function fill({ files }: MachineVolume, contents: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(contents)) {
    files.makeDirectory(dirname(`/${path}`), { recursive: true })
    files.write(`/${path}`, content)
  }
}
