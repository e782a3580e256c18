import { startDeploymentController } from './deployments/startDeploymentController.ts'
import { startGarbageCollector } from './garbageCollector/startGarbageCollector.ts'
import { startJobController } from './jobs/startJobController.ts'
import { startNamespaceController } from './namespaces/startNamespaceController.ts'
import { type NamespaceDefaultsContext, startNamespaceDefaults } from './namespaces/startNamespaceDefaults.ts'
import { startReplicaSetController } from './replicaSets/startReplicaSetController.ts'
import { createResourceDirectory } from './resources/createResourceDirectory.ts'
import { startScheduler } from './scheduler/startScheduler.ts'

/** Starts what keeps the objects of a cluster as they ask to be, until it is disposed of. */
export function startControllers(context: NamespaceDefaultsContext): Disposable {
  const stack = new DisposableStack()
  const directory = stack.use(createResourceDirectory(context.api))
  stack.use(startNamespaceDefaults(context))
  stack.use(startNamespaceController(context, directory))
  stack.use(startGarbageCollector(context, directory))
  stack.use(startDeploymentController(context))
  stack.use(startReplicaSetController(context))
  stack.use(startJobController(context))
  stack.use(startScheduler(context))
  return stack
}
