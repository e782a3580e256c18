import type { ServerResponse } from 'node:http'
import type { WriteRequest } from '../api/ApiContext.ts'
import { applyObject } from '../api/applyObject.ts'
import { createObject } from '../api/createObject.ts'
import { deleteObject } from '../api/deleteObject.ts'
import { listObjects } from '../api/listObjects.ts'
import { patchObject, type PatchType } from '../api/patchObject.ts'
import { updateObject } from '../api/updateObject.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { invalid, isNotFoundError, methodNotAllowed, unsupportedMediaType } from '../objects/StatusError.ts'
import type { ApiRequest } from './ApiRequest.ts'
import { deletionOf, listOptionsOf, writeOptionsOf } from './parseOptions.ts'
import { presentationFor } from './Presentation.ts'
import { mediaTypeOf, readBody } from './readBody.ts'
import { respondJson } from './respond.ts'
import type { ServerContext } from './ServerContext.ts'

const optionKinds: Readonly<Record<string, string>> = {
  create: 'CreateOptions',
  update: 'UpdateOptions',
  patch: 'PatchOptions',
}

/** Changes objects as a request says and answers with what they are now. */
export async function handleWrite(
  context: ServerContext,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const { verb, type, path } = request
  const { name } = path
  if (verb === 'patch') assertPatchType(request)
  const body = await readBody(request.message)
  const write = { ...writeRequestOf(request), name: name ?? '' }
  const answer = (code: number, object: KubernetesObject) => {
    const options = { accept: request.message.headers.accept, query: request.query, now: () => context.clock.now() }
    setWarnings(response, write.warnings)
    respondJson(response, code, presentationFor(type, options).object(object))
  }
  switch (verb) {
    case 'create':
      if (name !== undefined) throw methodNotAllowed()
      return answer(201, createObject(context, write, body))
    case 'update':
      return answer(200, updateObject(context, write, body))
    case 'patch': {
      const patchType = patchTypeOf(request)
      if (patchType !== 'apply') return answer(200, patchObject(context, { ...write, patchType }, body))
      const { object, created } = applyObject(context, { ...write, force: write.force }, body)
      return answer(created ? 201 : 200, object)
    }
    case 'delete': {
      const { dryRun, ...deletion } = deletionOf(request.query, body)
      const { object, isGone } = deleteObject(context, { ...write, dryRun }, deletion)
      if (!isGone || returnsDeleted(type)) return answer(200, object)
      return respondJson(response, 200, deletedStatus(type, object))
    }
    case 'deletecollection':
      return respondJson(response, 200, deleteCollection(context, request, { write, body }))
    default:
      throw methodNotAllowed()
  }
}

/** Who writes what, from a request. What there is to warn of is gathered. */
export function writeRequestOf(request: ApiRequest): WriteRequest & { force: boolean; warnings: string[] } {
  const { type, path, user, message, query, verb } = request
  const warnings: string[] = []
  return {
    ...writeOptionsOf(message, query, optionKinds[verb] ?? 'DeleteOptions'),
    ...{ type, user, warnings, subresource: path.subresource },
    namespace: type.namespaced ? path.namespace : undefined,
    warn: (text) => void warnings.push(text),
  }
}

/** https://kubernetes.io/blog/2020/09/03/warnings/ */
export function setWarnings(response: ServerResponse, warnings: readonly string[]): void {
  if (warnings.length === 0) return
  response.setHeader(
    'Warning',
    warnings.map((text) => `299 - ${JSON.stringify(text)}`),
  )
}

const patchTypes: Readonly<Record<string, PatchType | 'apply'>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
}

export function patchTypeOf({ message }: ApiRequest): PatchType | 'apply' {
  return patchTypes[mediaTypeOf(message)] ?? 'merge'
}

function assertPatchType({ message, type, query }: ApiRequest): void {
  const patchType = patchTypes[mediaTypeOf(message)]
  if (patchType === undefined) throw unsupportedMediaType('415: Unsupported Media Type', {})
  if (patchType === 'strategic' && type.isCustom) {
    const accepted = Object.keys(patchTypes).filter((mediaType) => !mediaType.includes('strategic'))
    const list = accepted.join(', ')
    throw unsupportedMediaType(
      `the body of the request was in an unknown format - accepted media types include: ${list}`,
    )
  }
  if (patchType === 'apply' && !query.get('fieldManager')) {
    const message = 'Required value: is required for apply patch'
    const kind = { group: 'meta.k8s.io', kind: 'PatchOptions' }
    throw invalid(kind, '', [{ type: 'FieldValueRequired', field: 'fieldManager', message }])
  }
}

/** Kinds whose deletion answers with what was deleted, where others answer that it was. */
function returnsDeleted({ group, kind }: ResourceType): boolean {
  return group === '' && ['Pod', 'Service', 'ServiceAccount', 'ResourceQuota', 'PersistentVolumeClaim'].includes(kind)
}

function deletedStatus({ group, plural }: ResourceType, { metadata }: KubernetesObject): object {
  const details = { name: metadata.name, ...(group !== '' && { group }), kind: plural, uid: metadata.uid }
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details }
}

interface CollectionDeletion {
  readonly write: WriteRequest
  readonly body: unknown
}

function deleteCollection(
  context: ServerContext,
  { type, query, path }: ApiRequest,
  { write, body }: CollectionDeletion,
): object {
  if (!type.verbs.includes('deletecollection')) throw methodNotAllowed()
  const { dryRun, ...deletion } = deletionOf(query, body)
  const result = listObjects(context.store, type, listOptionsOf(query, path.namespace))
  for (const { metadata } of result.items) {
    const target = { ...write, dryRun, namespace: metadata.namespace, name: metadata.name }
    try {
      deleteObject(context, target, deletion)
    } catch (error) {
      // One went with another, such as what it owned.
      if (!isNotFoundError(error)) throw error
    }
  }
  const list = { kind: type.listKind, apiVersion: type.group === '' ? type.version : `${type.group}/${type.version}` }
  return { ...list, metadata: result.metadata, items: result.items }
}
