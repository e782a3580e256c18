import { DeployError } from '../DeployError.ts'
import type { Deployment } from '../Deployment.ts'

/** Brings a chart by the real Helm. */
export const helm: Deployment = {
  apply() {
    return Promise.reject(new DeployError('Charts can not be deployed yet.', { reason: 'ReleaseFailed' }))
  },
  remove() {
    return Promise.reject(new DeployError('Charts can not be removed yet.', { reason: 'ReleaseFailed' }))
  },
}
