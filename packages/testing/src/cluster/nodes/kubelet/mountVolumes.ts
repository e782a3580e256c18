import { dirname } from 'node:path/posix'
import { createVolume, type Volume as MachineVolume } from '../../machine/createVolume.ts'
import { MissingSourceError } from '../environment/readSource.ts'
import type { Pod, Volume } from '../Pod.ts'
import { volumeFiles } from '../volumes/volumeFiles.ts'
import type { KubeletContext } from './KubeletContext.ts'

/** The volumes of a pod by name. Undefined, with an Event, when something for them is not there yet. */
export function mountVolumes(context: KubeletContext, pod: Pod): Map<string, MachineVolume> | undefined {
  const mounted = new Map<string, MachineVolume>()
  for (const volume of pod.spec.volumes ?? []) {
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
  for (const [path, content] of Object.entries(volumeFiles(api, { pod, volume }, { nodeName, hostIP, podIP: '' }))) {
    fresh.files.makeDirectory(dirname(`/${path}`), { recursive: true })
    fresh.files.write(`/${path}`, content)
  }
  return fresh

  function kept(key: string): MachineVolume {
    const existing = volumes.get(key) ?? createVolume({ clock })
    volumes.set(key, existing)
    return existing
  }
}
