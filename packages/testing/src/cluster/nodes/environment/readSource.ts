import type { ApiOperations } from '../../api/ApiOperations.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { NamedSource } from '../Pod.ts'

export type SourceKind = 'configmap' | 'secret'

/** A ConfigMap or Secret that a pod names is not there, or not the key. The text is the kubelet's. */
export class MissingSourceError extends Error {
  override readonly name = 'MissingSourceError'
}

/**
 * What a ConfigMap or Secret holds, by key; undefined when it is optional and not there.
 *
 * @throws MissingSourceError
 */
export function readSource(
  api: ApiOperations,
  kind: SourceKind,
  { namespace, name, optional }: NamedSource & { namespace: string },
): Map<string, Uint8Array> | undefined {
  const object = api.get(`${kind}s`, { namespace, name })
  if (object === undefined) {
    if (optional === true) return undefined
    throw new MissingSourceError(`${kind} "${name}" not found`)
  }
  return contentOf(object)
}

function contentOf({ data, binaryData, kind }: KubernetesObject): Map<string, Uint8Array> {
  const isText = kind === 'ConfigMap'
  const decode = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding)
  const content = new Map<string, Uint8Array>()
  const entries = (value: unknown) => Object.entries((value ?? {}) as Record<string, string>)
  for (const [key, text] of entries(data)) content.set(key, decode(text, isText ? 'utf8' : 'base64'))
  for (const [key, text] of entries(binaryData)) content.set(key, decode(text, 'base64'))
  return content
}
