import type { ServerResponse } from 'node:http'
import { timestamp } from '../../api/createObject.ts'
import { getPath } from '../../objects/getPath.ts'
import { isRecord } from '../../objects/isRecord.ts'
import { invalid, methodNotAllowed, notFound, type StatusError } from '../../objects/StatusError.ts'
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
  const { uid } = account.metadata
  const wanted = getPath(body, 'spec.expirationSeconds')
  const lifetime = typeof wanted === 'number' ? wanted : 3600
  if (lifetime < shortestSeconds) throw tooShort(lifetime)
  const expires = context.clock.now() + lifetime * 1000
  const user = {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    uid,
  }
  // A token goes with its account: another one of the same name is somebody else.
  const isThere = () => context.store.get('serviceaccounts', { namespace, name })?.metadata.uid === uid
  const token = context.authenticator.issueToken(user, () => context.clock.now() < expires && isThere())
  respondJson(response, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, creationTimestamp: timestamp(context.clock.now()) },
    spec: { expirationSeconds: lifetime, ...(isRecord(body) && isRecord(body['spec']) ? body['spec'] : {}) },
    status: { token, expirationTimestamp: timestamp(expires) },
  })
}

const shortestSeconds = 600

function tooShort(seconds: number): StatusError {
  const kind = { group: 'authentication.k8s.io', kind: 'TokenRequest' }
  const message = `Invalid value: ${seconds}: may not specify a duration less than 10 minutes`
  return invalid(kind, '', [{ type: 'FieldValueInvalid', field: 'spec.expirationSeconds', message }])
}
