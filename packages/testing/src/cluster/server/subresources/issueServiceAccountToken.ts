import type { ServerResponse } from 'node:http'
import { timestamp } from '../../api/createObject.ts'
import { getPath } from '../../objects/getPath.ts'
import { isRecord } from '../../objects/isRecord.ts'
import { methodNotAllowed, notFound } from '../../objects/StatusError.ts'
import type { ApiRequest } from '../ApiRequest.ts'
import { readBody } from '../readBody.ts'
import { respondJson } from '../respond.ts'
import type { ServerContext } from '../ServerContext.ts'

/** Answers a TokenRequest, as `kubectl create token` makes it. */
export async function issueServiceAccountToken(
  context: ServerContext,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  if (request.verb !== 'create') throw methodNotAllowed()
  const { name = '', namespace = '' } = request.path
  const body = await readBody(request.message)
  const account = context.store.get('serviceaccounts', { namespace, name })
  if (account === undefined) throw notFound(request.type, name)
  const token = context.authenticator.issueToken({
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    uid: account.metadata.uid,
  })
  const seconds = getPath(body, 'spec.expirationSeconds')
  const lifetime = typeof seconds === 'number' ? seconds : 3600
  respondJson(response, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, creationTimestamp: timestamp(context.clock.now()) },
    spec: { expirationSeconds: lifetime, ...(isRecord(body) && isRecord(body['spec']) ? body['spec'] : {}) },
    status: { token, expirationTimestamp: timestamp(context.clock.now() + lifetime * 1000) },
  })
}
