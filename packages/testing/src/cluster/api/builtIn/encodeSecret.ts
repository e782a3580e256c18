import { isRecord } from '../../objects/isRecord.ts'
import { toText } from '../../objects/toText.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'

/** `stringData` is written into `data` and never read back. */
export function encodeSecret(secret: ObjectInput): ObjectInput {
  const { stringData, ...rest } = secret
  if (!isRecord(stringData)) return secret
  const encoded = Object.entries(stringData).map(([key, text]): [string, string] => [
    key,
    Buffer.from(toText(text)).toString('base64'),
  ])
  const data = { ...(isRecord(secret['data']) ? secret['data'] : {}), ...Object.fromEntries(encoded) }
  return { ...rest, data }
}
