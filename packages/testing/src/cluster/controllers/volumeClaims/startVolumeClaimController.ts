import type { ControllerContext } from '../../api/Controller.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'

type Claim = KubernetesObject & {
  spec?: {
    volumeName?: string
    storageClassName?: string
    accessModes?: string[]
    volumeMode?: string
    resources?: { requests?: Record<string, string> }
  }
}

const provisioner = 'catalyst.dev/memory'

/** Gives every claim a volume, and takes it away with the claim, as a storage class that provisions at once does. */
export function startVolumeClaimController({ api, clock }: ControllerContext): Disposable {
  async function reconcile(key: string): Promise<void> {
    const claim = api.get('persistentvolumeclaims', refOf(key)) as Claim | undefined
    if (claim === undefined || claim.metadata.deletionTimestamp !== undefined) return
    const { accessModes = ['ReadWriteOnce'], resources, storageClassName = 'standard', volumeMode } = claim.spec ?? {}
    if (claim.spec?.volumeName) return
    const { name, namespace, uid } = claim.metadata
    const volumeName = `pvc-${uid}`
    const capacity = { storage: resources?.requests?.['storage'] ?? '1Gi' }
    await api.create('persistentvolumes', {
      ...{ apiVersion: 'v1', kind: 'PersistentVolume' },
      metadata: { name: volumeName, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
      spec: {
        ...{ accessModes, capacity, storageClassName, persistentVolumeReclaimPolicy: 'Delete' },
        ...(volumeMode !== undefined && { volumeMode }),
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
        csi: { driver: provisioner, volumeHandle: volumeName },
      },
    })
    await api.patch(
      'persistentvolumes',
      { name: volumeName },
      { status: { phase: 'Bound' } },
      { subresource: 'status' },
    )
    await api.patch('persistentvolumeclaims', claim.metadata, { spec: { volumeName, storageClassName } })
    const status = { phase: 'Bound', accessModes, capacity }
    await api.patch('persistentvolumeclaims', claim.metadata, { status }, { subresource: 'status' })
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(
    api.watch('persistentvolumeclaims', ({ type, object }) => {
      if (type !== 'DELETED') return reconciler.enqueue(keyOf(object.metadata))
      const name = (object as Claim).spec?.volumeName
      if (name && api.get('persistentvolumes', { name }) !== undefined) void api.delete('persistentvolumes', { name })
    }),
  )
  return stack
}
