import type { DeploymentOrder } from '@catalyst/operator/deployment'

/** What an environment's objects have to keep to. */
export type Boundaries = Pick<DeploymentOrder, 'namespace' | 'host' | 'labels'>
