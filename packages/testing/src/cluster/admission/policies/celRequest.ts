import type { AdmissionRequest } from '../AdmissionRequest.ts'

/** The request as expressions of policies see it. */
export function celRequest({ operation, type, subresource, namespace, name, user, dryRun }: AdmissionRequest): object {
  const { group, version } = type
  const kind = { group, version, kind: type.kind }
  const resource = { group, version, resource: type.plural }
  return {
    ...{ kind, resource, requestKind: kind, requestResource: resource },
    subResource: subresource ?? '',
    requestSubResource: subresource ?? '',
    name: name ?? '',
    namespace: namespace ?? '',
    operation,
    dryRun,
    userInfo: { username: user.name, uid: user.uid ?? '', groups: user.groups, extra: user.extra ?? {} },
  }
}
