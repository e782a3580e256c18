import { getPath } from '../objects/getPath.ts'
import { forbidden, notFound, statusError } from '../objects/StatusError.ts'
import type { AdmissionContext, AdmissionRequest } from './AdmissionRequest.ts'

const namespaces = { group: '', plural: 'namespaces' }
const immortal = new Set(['default', 'kube-system', 'kube-public'])

/** `NamespaceLifecycle`: nothing new in a namespace that is not there or is going. @throws StatusError */
export function checkNamespace(
  { operation, type, namespace, name = '' }: AdmissionRequest,
  { store }: AdmissionContext,
): void {
  if (type.kind === 'Namespace' && type.group === '') {
    if (operation !== 'DELETE' || !immortal.has(name)) return
    throw forbidden(type, name, 'this namespace may not be deleted')
  }
  if (!type.namespaced || namespace === undefined || operation === 'DELETE') return
  const home = store.get('namespaces', { name: namespace })
  if (home === undefined) throw notFound(namespaces, namespace)
  if (operation !== 'CREATE' || getPath(home, 'status.phase') !== 'Terminating') return
  const refusal = `unable to create new content in namespace ${namespace} because it is being terminated`
  const { message, reason = 'Forbidden', details, code } = forbidden(type, name, refusal).status
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${namespace} is being terminated`,
    field: 'metadata.namespace',
  }
  throw statusError(message ?? refusal, { code, reason, details: { ...details, causes: [cause] } })
}
