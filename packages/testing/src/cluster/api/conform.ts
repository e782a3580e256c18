import { toText } from '../objects/toText.ts'
import { isRecord } from '../objects/isRecord.ts'
import type { ObjectInput } from '../objects/KubernetesObject.ts'
import { apiVersionOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { badRequest, type StatusError } from '../objects/StatusError.ts'
import { decodeError, pruneUnknown } from './rules.ts'

/** What becomes of fields that a kind does not have: `Strict` refuses them, the others drop them, `Warn` with a warning. */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict'

interface ConformOptions {
  readonly fieldValidation: FieldValidation
  warn(message: string): void
}

/**
 * Takes what a caller sent as an object of a kind: fields in order, none that the kind does not have.
 *
 * @throws StatusError 400 when it is none, or of another kind
 */
export function conform(type: ResourceType, body: unknown, options: ConformOptions): ObjectInput {
  if (!isRecord(body)) throw badRequest(`the object provided is unrecognized (must be of type ${type.kind})`)
  const apiVersion = apiVersionOf(type)
  assertKind(type, body)
  // Always in this order, so that the texts of all objects begin alike.
  const { kind: _kind, apiVersion: _apiVersion, metadata, status, ...rest } = body
  const ordered = {
    kind: type.kind,
    apiVersion,
    metadata: isRecord(metadata) ? metadata : {},
    ...rest,
    ...(status !== undefined && { status }),
  }
  const unreadable = decodeError(type.schema, { ...ordered, metadata })
  if (unreadable !== undefined) throw cannotBeHandled(type, unreadable)
  const { value, unknownPaths } = pruneUnknown(type.schema, ordered)
  if (type.isCustom) unknownPaths.sort()
  const errors = unknownPaths.map((path) => `unknown field "${path}"`)
  if (errors.length > 0 && options.fieldValidation === 'Strict') {
    throw cannotBeHandled(type, `strict decoding error: ${errors.join(', ')}`)
  }
  if (options.fieldValidation === 'Warn') for (const error of errors) options.warn(error)
  return value
}

function cannotBeHandled({ kind, version }: ResourceType, why: string): StatusError {
  return badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`)
}

function assertKind(type: ResourceType, body: Record<string, unknown>): void {
  const expected = apiVersionOf(type)
  const apiVersion = toText(body['apiVersion'])
  const kind = toText(body['kind'])
  if (type.isCustom) {
    if (apiVersion === '' || kind === '') throw badRequest(`Object 'Kind' is missing in '${JSON.stringify(body)}'`)
    if (apiVersion === expected && kind === type.kind) return
    const sent = `${apiVersion}, Kind=${kind}`
    const wanted = `${expected}, Kind=${type.kind}`
    throw badRequest(`the API version in the data (${sent}) does not match the expected API version (${wanted})`)
  }
  const sentVersion = apiVersion || expected
  const sentKind = kind || type.kind
  if (sentVersion === expected && sentKind === type.kind) return
  const why =
    sentVersion === expected
      ? `converting (${type.version}.${sentKind}) to (core.${type.kind}): unknown conversion`
      : `no kind "${sentKind}" is registered for version "${sentVersion}" in scheme "pkg/runtime/scheme.go:110"`
  const version = sentVersion.split('/').at(-1)
  throw badRequest(`${sentKind} in version "${version}" cannot be handled as a ${type.kind}: ${why}`)
}
