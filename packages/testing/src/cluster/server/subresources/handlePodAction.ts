import type { ServerResponse } from 'node:http'
import { deleteObject } from '../../api/deleteObject.ts'
import { patchObject } from '../../api/patchObject.ts'
import { getPath } from '../../objects/getPath.ts'
import { isRecord } from '../../objects/isRecord.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { formatLabelSelector, parseLabelSelector } from '../../objects/labelSelector.ts'
import { conflict, methodNotAllowed, notFound, statusError } from '../../objects/StatusError.ts'
import type { ApiRequest } from '../ApiRequest.ts'
import { writeRequestOf } from '../handleWrite.ts'
import { deletionOf } from '../parseOptions.ts'
import { readBody } from '../readBody.ts'
import { respondJson } from '../respond.ts'
import type { ServerContext } from '../ServerContext.ts'

const done = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }

/** `eviction` deletes a pod unless a budget is against it; `binding` gives it to a node. */
export async function handlePodAction(
  context: ServerContext,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  if (request.verb !== 'create') throw methodNotAllowed()
  const { name = '', namespace, subresource } = request.path
  const body = await readBody(request.message)
  const pod = context.store.get('pods', { namespace, name })
  if (pod === undefined) throw notFound(request.type, name)
  const write = { ...writeRequestOf(request), name, subresource: undefined }
  if (subresource === 'eviction') {
    assertBudget(context, pod)
    const { dryRun, ...deletion } = deletionOf(request.query, isRecord(body) ? body['deleteOptions'] : undefined)
    deleteObject(context, { ...write, dryRun }, deletion)
  } else {
    if (getPath(pod, 'spec.nodeName')) throw conflict(request.type, name, `pod ${name} is already assigned to node`)
    const patch = { spec: { nodeName: getPath(body, 'target.name') } }
    patchObject(context, { ...write, subresource: 'binding', patchType: 'merge' }, patch)
  }
  respondJson(response, 201, done)
}

/** @throws StatusError 429 when a PodDisruptionBudget allows no more */
function assertBudget({ store }: ServerContext, pod: KubernetesObject): void {
  const phase = getPath(pod, 'status.phase')
  if (phase === 'Succeeded' || phase === 'Failed' || phase === 'Pending') return
  for (const budget of store.list('poddisruptionbudgets.policy', pod.metadata.namespace)) {
    const selector = formatLabelSelector(getPath(budget, 'spec.selector') ?? {})
    if (!parseLabelSelector(selector)(pod.metadata.labels)) continue
    const allowed = getPath(budget, 'status.disruptionsAllowed')
    if (typeof allowed === 'number' && allowed > 0) continue
    const cause = `The disruption budget ${budget.metadata.name} needs healthy pods and allows no disruption now`
    throw statusError("Cannot evict pod as it would violate the pod's disruption budget.", {
      ...{ code: 429, reason: 'TooManyRequests' },
      details: { causes: [{ reason: 'DisruptionBudget', message: cause }] },
    })
  }
}
