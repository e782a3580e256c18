import type { ApiOperations } from '../../api/ApiOperations.ts'
import type { Pod, PodTemplate } from '../../nodes/Pod.ts'
import type { KubernetesObject, ObjectMeta } from '../../objects/KubernetesObject.ts'
import { StatusError } from '../../objects/StatusError.ts'
import type { EventRecorder } from '../events/createEventRecorder.ts'
import { controllerReference } from './controllerOf.ts'
import { isNamespaceTerminating } from './isNamespaceTerminating.ts'

/** Makes and deletes the pods of a controller, and tells it in Events. */
export interface PodControl {
  /** @throws StatusError when it is refused */
  create(owner: KubernetesObject, template: PodTemplate, metadata?: Partial<ObjectMeta>): Promise<Pod>
  delete(owner: KubernetesObject, pod: Pod): Promise<void>
}

export function createPodControl(api: ApiOperations, events: EventRecorder): PodControl {
  return {
    async create(owner, { metadata: own = {}, spec }, metadata = {}) {
      const { name, namespace } = owner.metadata
      const { labels, annotations, finalizers } = own
      try {
        const pod = await api.create('pods', {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            generateName: `${name}-`,
            ...(namespace !== undefined && { namespace }),
            ...(labels !== undefined && { labels }),
            ...(annotations !== undefined && { annotations }),
            ...(finalizers !== undefined && { finalizers }),
            ownerReferences: [controllerReference(owner)],
            ...metadata,
          },
          spec,
        })
        events.record(owner, {
          ...{ type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${pod.metadata.name}` },
        })
        return pod as Pod
      } catch (error) {
        if (error instanceof StatusError && !isNamespaceTerminating(error)) {
          events.record(owner, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${error.message}` })
        }
        throw error
      }
    },
    async delete(owner, { metadata }) {
      try {
        await api.delete('pods', metadata, { uid: metadata.uid })
      } catch (error) {
        if (!(error instanceof StatusError && error.status.code === 404)) throw error
      }
      events.record(owner, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${metadata.name}` })
    },
  }
}
