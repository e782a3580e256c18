import { isRecord } from '../objects/isRecord.ts'
import type { ObjectInput } from '../objects/KubernetesObject.ts'
import { apiVersionOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { badRequest } from '../objects/StatusError.ts'
import { pruneUnknown } from './rules.ts'

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
  const { value, unknownPaths } = pruneUnknown(type.schema, ordered)
  const errors = unknownPaths.map((path) => `unknown field "${path}"`)
  if (errors.length > 0 && options.fieldValidation === 'Strict') throw strictError(type, errors)
  if (options.fieldValidation === 'Warn') for (const error of errors) options.warn(error)
  return value as ObjectInput
}

function strictError(type: ResourceType, errors: readonly string[]) {
  const text = `strict decoding error: ${errors.join(', ')}`
  if (type.isCustom) return badRequest(text)
  return badRequest(`${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${text}`)
}

function assertKind(type: ResourceType, { apiVersion, kind }: Record<string, unknown>): void {
  const expected = apiVersionOf(type)
  if (type.isCustom) {
    if (apiVersion === undefined || kind === undefined) {
      throw badRequest(`Object 'Kind' is missing in '${JSON.stringify({ apiVersion, kind })}'`)
    }
    if (apiVersion !== expected || kind !== type.kind) {
      const sent = `${String(apiVersion)}, Kind=${String(kind)}`
      throw badRequest(
        `the API version in the data (${sent}) does not match the expected API version (${expected}, Kind=${type.kind})`,
      )
    }
    return
  }
  const sentVersion = apiVersion ?? expected
  const sentKind = kind ?? type.kind
  if (sentVersion === expected && sentKind === type.kind) return
  const version = String(sentVersion).split('/').at(-1)
  const why =
    sentVersion === expected
      ? `converting (${type.version}.${String(sentKind)}) to (core.${type.kind}): unknown conversion`
      : `no kind "${String(sentKind)}" is registered for version "${String(sentVersion)}"`
  throw badRequest(`${String(sentKind)} in version "${version}" cannot be handled as a ${type.kind}: ${why}`)
}
