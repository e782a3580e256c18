import type { DeploymentOrder } from '@catalyst/operator/deployment'
import type { Deployment } from './Deployment.ts'
import { helm } from './helm/helm.ts'
import { manifests } from './manifests/manifests.ts'

/** Every way to deploy that this program knows, by the type of the order. */
export const deployments: Record<DeploymentOrder['type'], Deployment> = { manifest: manifests, helm }
