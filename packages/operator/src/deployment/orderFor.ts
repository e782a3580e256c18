import type { Deployable, Outcome } from '../strategies/Strategy.ts'
import type { DeploymentOrder } from './deploymentOrderSchema.ts'
import { gitCredentialsOf } from './gitCredentialsOf.ts'
import { sourceOf } from './sourceOf.ts'

/** An order is a variable of a container, which Linux allows 128 KiB. */
const maxOrderBytes = 120_000

/** What the strategies order in their own ways. */
export type OrderDetails = Pick<DeploymentOrder, 'type' | 'values' | 'envVars' | 'envFrom'>

/** The order of a template whose files are in a repository or in itself, with the credentials that the repository needs. Pure. */
export function orderFor(deployable: Deployable, details: OrderDetails): Outcome {
  const { environment, project, template, namespace, labels, url, settings, gitSecret } = deployable
  const { files, path } = template
  const order: DeploymentOrder = {
    action: 'apply',
    namespace,
    name: environment.metadata.name,
    labels: { ...labels },
    host: new URL(url).hostname,
    ...(path !== undefined && { path }),
    ...details,
    timeoutSeconds: Math.ceil(settings.deployer.timeoutMs / 1000),
  }
  if (files !== undefined) return withinLimits({ order: { ...order, files } })
  if (path === undefined) {
    const what = details.type === 'helm' ? 'the folder of the chart' : 'the file or folder of the manifests'
    const message = `The template says nothing of where its files are. Give ${what} in path, or the files themselves in files.`
    return { fault: { reason: 'PathMissing', message } }
  }
  const found = sourceOf(environment, project, { template })
  if ('fault' in found) return found
  const whole = { ...order, source: found.source }
  if (gitSecret === undefined) return withinLimits({ order: whole })
  const known = gitCredentialsOf(gitSecret, new URL(found.source.repositoryUrl))
  return 'fault' in known ? known : withinLimits({ order: whole, credentials: known.credentials })
}

function withinLimits(outcome: Extract<Outcome, { order: DeploymentOrder }>): Outcome {
  const bytes = Buffer.byteLength(JSON.stringify(outcome.order))
  if (bytes <= maxOrderBytes) return outcome
  const message = `Files, values and variables are ${Math.ceil(bytes / 1000)} kB together, and a Job can be given ${maxOrderBytes / 1000} kB. Bring the files into a repository and name it in the Project.`
  return { fault: { reason: 'OrderTooLarge', message } }
}
