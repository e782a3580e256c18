import { prebuiltValuesSchema } from '@catalyst/api'
import { desiredRoute } from '../desiredRoute.ts'
import type { Strategy } from '../Strategy.ts'
import { appName, desiredDeployment } from './desiredDeployment.ts'
import { resolveImage } from './resolveImage.ts'

/** Runs an image that somebody else has built: Deployment, Service and, where there is a controller, Ingress. */
export const prebuilt: Strategy = {
  builds: false,
  plan(deployable) {
    const { template, environment } = deployable
    const resolved = resolveImage(template, environment)
    if ('fault' in resolved) return resolved
    const parsed = prebuiltValuesSchema.safeParse({ ...template.values, ...environment.spec.values })
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const where = ['values', ...(issue?.path ?? [])].join('.')
      return { fault: { reason: 'ValuesInvalid', message: `${where} ${issue?.message ?? 'is not valid'}.` } }
    }
    const values = parsed.data
    const deployment = desiredDeployment(deployable, { image: resolved.image, values })
    return { objects: [deployment, ...desiredRoute(deployable, { name: appName, port: values.port })] }
  },
}
