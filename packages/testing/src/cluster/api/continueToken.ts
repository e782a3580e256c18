import { isRecord } from '../objects/isRecord.ts'
import { badRequest } from '../objects/StatusError.ts'

/** Where the next page of a list begins. */
export interface ContinueToken {
  readonly revision: number
  /** The key of the last object of the page before. */
  readonly after: string
}

const version = 'meta.k8s.io/v1'

export function encodeContinue({ revision, after }: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: version, rv: revision, start: after })).toString('base64url')
}

/** @throws StatusError 400 when it was not given out here */
export function decodeContinue(token: string): ContinueToken {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(token, 'base64url').toString())
  } catch {
    throw badRequest('invalid continue token: continue key is not valid: it is not JSON')
  }
  if (
    !isRecord(value) ||
    value['v'] !== version ||
    typeof value['rv'] !== 'number' ||
    typeof value['start'] !== 'string'
  ) {
    throw badRequest('invalid continue token: continue key is not valid: incorrect encoded start resourceVersion')
  }
  return { revision: value['rv'], after: value['start'] }
}
