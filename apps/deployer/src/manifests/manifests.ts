import { DeployError } from '../DeployError.ts'
import type { Deployment } from '../Deployment.ts'

/** Brings plain manifests by server-side apply. */
export const manifests: Deployment = {
  apply() {
    return Promise.reject(new DeployError('Manifests can not be applied yet.', { reason: 'ApplyRefused' }))
  },
  remove() {
    return Promise.reject(new DeployError('Manifests can not be removed yet.', { reason: 'ApplyRefused' }))
  },
}
