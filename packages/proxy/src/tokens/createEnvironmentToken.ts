import type { RouteResponse, Routes } from '@catalyst/api'
import { createResourceClient, request, resourcePath, roleBindings, serviceAccounts } from '@catalyst/kubernetes-client'
import { environmentNamespace } from '../environments/environmentNamespace.ts'
import { resolveTeam } from '../environments/resolveTeam.ts'
import type { Caller, ObjectRef } from '../objects/Caller.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { toProblemError } from '../problems/toProblemError.ts'
import type { RestContext } from '../RestContext.ts'
import { addressOf } from './ApiServerAddress.ts'
import { formatTokenKubeconfig } from './formatTokenKubeconfig.ts'

export type EnvironmentToken = RouteResponse<Routes['createEnvironmentToken']>

/** As whom programs act in the namespace of a development environment; the operator makes it and binds it. */
const account = 'catalyst-developer'
const ownerRole = 'catalyst-owner'
const lifetimeSeconds = 3600

interface TokenRequest {
  status: { token: string; expirationTimestamp: string }
}

/**
 * A token for the namespace of a development environment and nothing beside it, good for an hour. The cluster makes it
 * for the caller, who needs the right to `create serviceaccounts/token` there, as its owners have: so nobody gets more
 * than they have already. The account and its binding are the operator's to make, since a proxy that could bind owners
 * could make anybody the owner of anything.
 *
 * @throws ProblemError FORBIDDEN for who is no owner, and for an environment of another type; CONFLICT for one that is
 * not prepared yet.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/
 */
export async function createEnvironmentToken(
  context: RestContext,
  caller: Caller,
  ref: ObjectRef,
): Promise<EnvironmentToken> {
  const { identity, cluster, kubeConfig, impersonate, signal } = caller
  const environment = await context.environments.getFresh(caller, ref)
  if (environment.spec.type !== 'development') {
    throw new ProblemError(
      'FORBIDDEN',
      `Tokens are given for development environments alone, and "${ref.name}" is of type "${environment.spec.type}". ` +
        'There everybody acts with the rights that were given to them by name.',
    )
  }
  const namespace = environmentNamespace(environment, await resolveTeam(caller, environment))
  const subject = { namespace, name: account }
  const review = { verb: 'create', resource: 'serviceaccounts', subresource: 'token', ...subject }
  await context.requireAccess(identity, cluster, review)
  await requireAccount(caller, namespace)

  const path = resourcePath(serviceAccounts, { ...subject, subresource: 'token' })
  const body = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: lifetimeSeconds },
  }
  const { status } = await request<TokenRequest>(kubeConfig, path, { method: 'POST', body, impersonate, signal })
  const { token, expirationTimestamp } = status
  const address = context.options.apiServers?.[cluster] ?? (await addressOf(kubeConfig))
  return {
    token,
    expiresAt: new Date(expirationTimestamp).toISOString(),
    namespace,
    serviceAccount: account,
    server: address.server,
    kubeconfig: formatTokenKubeconfig({ address, name: namespace, namespace, token }),
  }
}

/** A token without rights would only be found out by whoever uses it. */
async function requireAccount(caller: Caller, namespace: string): Promise<void> {
  const { signal } = caller
  const [, bindings] = await Promise.all([
    createResourceClient(serviceAccounts, caller)
      .get({ namespace, name: account }, { signal })
      .catch((error: unknown) => {
        throw toProblemError(error).code === 'NOT_FOUND' ? notPrepared(namespace) : error
      }),
    createResourceClient(roleBindings, caller).list({ namespace, signal }),
  ])
  const isBound = bindings.items.some(
    ({ roleRef, subjects }) =>
      roleRef.kind === 'ClusterRole' &&
      roleRef.name === ownerRole &&
      subjects?.some(({ kind, name }) => kind === 'ServiceAccount' && name === account) === true,
  )
  if (!isBound) throw notPrepared(namespace)
}

function notPrepared(namespace: string): ProblemError {
  const detail =
    `The namespace "${namespace}" has no service account "${account}" that is bound to ${ownerRole}, which the operator makes. ` +
    'Wait until the environment is Ready; if it stays so, whoever runs the cluster can make both.'
  return new ProblemError('CONFLICT', detail, { reason: 'NotReady' })
}
