import jsonPatch, { type Operation } from 'fast-json-patch'
import { isRecord } from '../objects/isRecord.ts'
import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import { mergePatch } from '../objects/mergePatch.ts'
import { resourceNameOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import {
  badRequest,
  invalid,
  notFound,
  statusError,
  StatusError,
  unsupportedMediaType,
} from '../objects/StatusError.ts'
import type { ApiContext, WriteRequest } from './ApiContext.ts'
import { conform } from './conform.ts'
import { strategicMergePatch } from './strategicMergePatch.ts'
import { replaceObject } from './updateObject.ts'

/** Of which kind a patch is. */
export type PatchType = 'json' | 'merge' | 'strategic'

export interface PatchRequest extends WriteRequest {
  readonly name: string
  readonly patchType: PatchType
}

/** Changes a part of an object. @throws StatusError when a rule is against it */
export function patchObject(context: ApiContext, request: PatchRequest, patch: unknown): KubernetesObject {
  const { type, name, namespace } = request
  const current = context.store.get(resourceNameOf(type), { namespace, name })
  if (current === undefined) throw notFound(type, name)
  const patched = applyPatchTo(type, current, { patchType: request.patchType, patch })
  const next = conformPatched(request, patched)
  if (next.metadata.name !== name) {
    throw badRequest(`the name of the object (${next.metadata.name}) does not match the name on the URL (${name})`)
  }
  // A patch speaks about the state it finds, unless it names the one it means.
  return replaceObject(context, request, { current, next })
}

/** A patch that makes something else of an object is at fault itself. */
function conformPatched(request: PatchRequest, patched: unknown): ObjectInput {
  try {
    return conform(request.type, patched, request)
  } catch (error) {
    if (!(error instanceof StatusError) || error.status.code !== 400 || request.type.isCustom) throw error
    const why = error.message.replace(/^.* cannot be handled as a \w+: /, '')
    const message = `Invalid value: ${JSON.stringify(JSON.stringify(patched))}: ${why}`
    throw invalid({ group: '', kind: '' }, '', [{ type: 'FieldValueInvalid', field: 'patch', message }])
  }
}

/** The patched copy of a value of a kind. */
export function applyPatchTo(
  type: ResourceType,
  current: object,
  { patchType, patch }: { patchType: PatchType; patch: unknown },
): unknown {
  switch (patchType) {
    case 'json':
      return applyJsonPatch(current, patch)
    case 'merge':
      if (!isRecord(patch)) throw badRequest('error decoding patch: it is not a JSON object')
      return mergePatch(current, patch)
    case 'strategic': {
      const supported = 'application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml'
      if (type.isCustom) {
        throw unsupportedMediaType(
          `the body of the request was in an unknown format - accepted media types include: ${supported}`,
        )
      }
      if (!isRecord(patch)) throw badRequest('error decoding patch: it is not a JSON object')
      return strategicMergePatch(type.schema, current, patch)
    }
  }
}

const mostSteps = 10_000

function applyJsonPatch(current: object, steps: unknown): unknown {
  if (!Array.isArray(steps)) throw badRequest('error decoding patch: it is not a JSON array')
  if (steps.length > mostSteps) {
    const message = `The allowed maximum operations in a JSON patch is ${mostSteps}, got ${steps.length}`
    throw statusError(message, { code: 413, reason: 'RequestEntityTooLarge', details: {} })
  }
  try {
    return jsonPatch.applyPatch(structuredClone(current), steps as Operation[], true).newDocument
  } catch (error) {
    throw rejectedPatch(error)
  }
}

function rejectedPatch(cause: unknown): StatusError {
  const message = 'the server rejected our request due to an error in our request'
  const error = statusError(message, { code: 422, reason: 'Invalid', details: {} })
  error.cause = cause
  return error
}
