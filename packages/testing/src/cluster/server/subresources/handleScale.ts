import type { ServerResponse } from 'node:http'
import { applyPatchTo } from '../../api/patchObject.ts'
import { replaceObject } from '../../api/updateObject.ts'
import { getPath } from '../../objects/getPath.ts'
import { isRecord } from '../../objects/isRecord.ts'
import type { KubernetesObject, ObjectInput } from '../../objects/KubernetesObject.ts'
import { formatLabelSelector, type LabelSelector } from '../../objects/labelSelector.ts'
import { resourceNameOf } from '../../objects/names.ts'
import type { ScalePaths } from '../../objects/ResourceType.ts'
import { badRequest, invalid, methodNotAllowed, notFound, unsupportedMediaType } from '../../objects/StatusError.ts'
import { setPath } from '../../objects/setPath.ts'
import type { ApiRequest } from '../ApiRequest.ts'
import { patchTypeOf, setWarnings, writeRequestOf } from '../handleWrite.ts'
import { readBody } from '../readBody.ts'
import { respondJson } from '../respond.ts'
import type { ServerContext } from '../ServerContext.ts'

/** How many replicas an object asks for and has, in one shape for all kinds: autoscaling/v1 Scale. */
export async function handleScale(
  context: ServerContext,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const { type, path, verb, message } = request
  const { name = '', namespace } = path
  const paths = type.scale
  if (paths === undefined) throw notFound(type, name)
  const body = await readBody(message)
  const current = context.store.get(resourceNameOf(type), { namespace, name })
  if (current === undefined) throw notFound(type, name)
  const scale = toScale(paths, current)
  if (verb === 'get') return respondJson(response, 200, scale)
  if (verb !== 'update' && verb !== 'patch') throw methodNotAllowed()

  const wanted = verb === 'update' ? body : patchScale(request, scale, body)
  const replicas = getPath(wanted, 'spec.replicas') ?? 0
  if (typeof replicas !== 'number' || !Number.isInteger(replicas)) throw badRequest('spec.replicas is not a number')
  if (replicas < 0) {
    const text = `Invalid value: ${replicas}: must be greater than or equal to 0`
    throw invalid(scaleKind, name, [{ type: 'FieldValueInvalid', field: 'spec.replicas', message: text }])
  }
  const write = { ...writeRequestOf(request), subresource: undefined }
  const { resourceVersion: _, ...metadata } = current.metadata
  const sent = isRecord(wanted) && isRecord(wanted['metadata']) ? wanted['metadata']['resourceVersion'] : undefined
  const next = setPath({ ...current, metadata: { ...metadata, ...versionOf(sent) } }, paths.specReplicas, replicas)
  const changed = replaceObject(context, write, { current, next: next as ObjectInput })
  setWarnings(response, write.warnings)
  respondJson(response, 200, toScale(paths, changed))
}

const scaleKind = { group: 'autoscaling', kind: 'Scale' }
const versionOf = (sent: unknown) => (typeof sent === 'string' && sent !== '' ? { resourceVersion: sent } : {})

function patchScale(request: ApiRequest, scale: object, patch: unknown): unknown {
  const patchType = patchTypeOf(request)
  if (patchType === 'apply') throw unsupportedMediaType('415: a scale is not applied here; use a merge patch')
  return applyPatchTo({ ...request.type, isCustom: false, schema: {} }, scale, { patchType, patch })
}

function toScale(paths: ScalePaths, object: KubernetesObject): object {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const { specReplicas, statusReplicas, labelSelector } = paths
  const selector = labelSelector === undefined ? undefined : getPath(object, labelSelector)
  const text = typeof selector === 'object' ? formatLabelSelector(selector as LabelSelector) : selector
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: getPath(object, specReplicas) ?? 0 },
    status: { replicas: getPath(object, statusReplicas) ?? 0, ...(typeof text === 'string' && { selector: text }) },
  }
}
