import { checkEscalation } from '../authorization/checkEscalation.ts'
import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import type { ApiContext } from './ApiContext.ts'
import { admit, type AdmissionRequest } from './rules.ts'

/**
 * What the rules of the cluster make of an object that is about to be written, or deleted.
 *
 * @throws StatusError when one of them is against it
 */
export function admitObject(
  context: ApiContext,
  request: AdmissionRequest & { readonly object: ObjectInput },
): KubernetesObject {
  const { type, object, oldObject, user } = request
  const { authorizer, store } = context
  checkEscalation({ type, object, oldObject, user }, authorizer, { list: (resource) => [...store.list(resource)] })
  return (admit(request, context) ?? object) as KubernetesObject
}
