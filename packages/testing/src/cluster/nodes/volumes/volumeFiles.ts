import { randomBytes } from 'node:crypto'
import type { ApiOperations } from '../../api/ApiOperations.ts'
import type { PodPlace } from '../environment/containerEnvironment.ts'
import { fieldValue, resourceValue } from '../environment/fieldValue.ts'
import { MissingSourceError, readSource, type SourceKind } from '../environment/readSource.ts'
import type { DownwardFile, KeyToPath, NamedSource, Pod, Volume } from '../Pod.ts'

type Files = Record<string, string | Uint8Array>

/** What is in a volume that is made from objects, by path inside of it. @throws MissingSourceError */
export function volumeFiles(api: ApiOperations, { pod, volume }: { pod: Pod; volume: Volume }, place: PodPlace): Files {
  const namespace = pod.metadata.namespace ?? ''
  const { configMap, secret, downwardAPI, projected } = volume
  if (configMap !== undefined) return keys('configmap', configMap)
  if (secret !== undefined) return keys('secret', { ...secret, name: secret.secretName })
  if (downwardAPI !== undefined) return downward(downwardAPI.items)
  const files: Files = {}
  for (const source of projected?.sources ?? []) {
    if (source.configMap !== undefined) Object.assign(files, keys('configmap', source.configMap))
    if (source.secret !== undefined) Object.assign(files, keys('secret', source.secret))
    if (source.downwardAPI !== undefined) Object.assign(files, downward(source.downwardAPI.items))
    // It opens nothing: nobody knows it.
    if (source.serviceAccountToken !== undefined) {
      files[source.serviceAccountToken.path] = randomBytes(48).toString('base64url')
    }
  }
  return files

  function keys(kind: SourceKind, { items, ...source }: NamedSource & { items?: KeyToPath[] }): Files {
    const content = readSource(api, kind, { namespace, ...source })
    if (content === undefined) return {}
    if (items === undefined) return Object.fromEntries(content)
    return Object.fromEntries(
      items.flatMap(({ key, path }) => {
        const bytes = content.get(key)
        if (bytes !== undefined) return [[path, bytes]]
        if (source.optional === true) return []
        throw new MissingSourceError(`references non-existent ${kind === 'secret' ? 'secret' : 'config'} key: ${key}`)
      }),
    )
  }

  function downward(items: readonly DownwardFile[] = []): Files {
    return Object.fromEntries(
      items.map(({ path, fieldRef, resourceFieldRef }) => {
        if (fieldRef !== undefined) return [path, fieldValue(pod, fieldRef.fieldPath, place)]
        const [container] = pod.spec.containers
        const isKnown = resourceFieldRef !== undefined && container !== undefined
        return [path, isKnown ? resourceValue(pod, container, resourceFieldRef) : '']
      }),
    )
  }
}
