import { MissingSourceError } from '../environment/readSource.ts'
import type { Pod } from '../Pod.ts'
import { type Files, volumeFiles } from '../volumes/volumeFiles.ts'
import type { KubeletContext } from './KubeletContext.ts'

/** What the volumes of a pod hold, by name. Undefined, with an Event, when something for them is not there yet. */
export function mountVolumes(context: KubeletContext, pod: Pod): Map<string, Files> | undefined {
  const { api, events, nodeName, hostIP } = context
  const mounted = new Map<string, Files>()
  for (const volume of pod.spec.volumes ?? []) {
    try {
      mounted.set(volume.name, volumeFiles(api, { pod, volume }, { nodeName, hostIP, podIP: '' }))
    } catch (error) {
      if (!(error instanceof MissingSourceError)) throw error
      const message = `MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`
      events.record(pod, { type: 'Warning', reason: 'FailedMount', message })
      return undefined
    }
  }
  return mounted
}
