import { startDaemonSetController } from './daemonSets/startDaemonSetController.ts'
import { startDeploymentController } from './deployments/startDeploymentController.ts'
import { startEndpointsController } from './endpoints/startEndpointsController.ts'
import { startEventExpiry } from './events/startEventExpiry.ts'
import { startGarbageCollector } from './garbageCollector/startGarbageCollector.ts'
import { startJobController } from './jobs/startJobController.ts'
import { startNamespaceController } from './namespaces/startNamespaceController.ts'
import { type NamespaceDefaultsContext, startNamespaceDefaults } from './namespaces/startNamespaceDefaults.ts'
import { startPodCleanup } from './podCleanup/startPodCleanup.ts'
import { startQuotaController } from './quotas/startQuotaController.ts'
import { startReplicaSetController } from './replicaSets/startReplicaSetController.ts'
import { createResourceDirectory } from './resources/createResourceDirectory.ts'
import { startScheduler } from './scheduler/startScheduler.ts'
import { startStatefulSetController } from './statefulSets/startStatefulSetController.ts'
import { startVolumeClaimController } from './volumeClaims/startVolumeClaimController.ts'

/** Starts what keeps the objects of a cluster as they ask to be, until it is disposed of. */
export function startControllers(context: NamespaceDefaultsContext): Disposable {
  const stack = new DisposableStack()
  const directory = stack.use(createResourceDirectory(context.api))
  stack.use(startNamespaceDefaults(context))
  for (const start of [startNamespaceController, startGarbageCollector, startQuotaController]) {
    stack.use(start(context, directory))
  }
  const controllers = [
    ...[startDeploymentController, startReplicaSetController, startStatefulSetController, startDaemonSetController],
    ...[startJobController, startEndpointsController, startVolumeClaimController, startEventExpiry, startScheduler],
    startPodCleanup,
  ]
  for (const start of controllers) stack.use(start(context))
  return stack
}
