import type { Pod } from '@catalyst/api'
import type { Ingress, Service } from '@catalyst/kubernetes-client'
import type { ApiOperations } from '../../cluster/api/ApiOperations.ts'
import type { Image, Site } from '../../cluster/machine/Image.ts'
import { pageSite } from '../images/pageSite.ts'

/** What is said where no Ingress leads. */
export const nowhere = withStatus(404, pageSite('Nothing here', 'No environment has this address.'))

const notReady = withStatus(503, pageSite('Not ready', 'The environment is there, and nothing in it answers yet.'))

export interface FindSiteOptions {
  host: string
  images: readonly Image[]
}

/** What answers for a host: from its Ingress to the Service, from there to a pod that is ready, and to what its image serves. */
export function findSite(api: ApiOperations, { host, images }: FindSiteOptions): Site {
  const ingresses = api.list('ingresses.networking.k8s.io') as unknown as Ingress[]
  const ingress = ingresses.find(({ spec }) => spec?.rules?.some((rule) => rule.host === host) === true)
  const backend = ingress?.spec?.rules?.find((rule) => rule.host === host)?.http?.paths[0]?.backend.service
  const namespace = ingress?.metadata?.namespace
  if (backend === undefined || namespace === undefined) return nowhere
  const service = api.get('services', { namespace, name: backend.name }) as Service | undefined
  const selector = Object.entries(service?.spec?.selector ?? {}).map(([key, value]) => `${key}=${value}`)
  if (selector.length === 0) return notReady
  const pods = api.list('pods', { namespace, labelSelector: selector.join(',') }) as unknown as Pod[]
  const pod = pods.find(({ status }) => status?.containerStatuses?.some(({ ready }) => ready) === true)
  const reference = pod?.spec?.containers[0]?.image ?? ''
  const image = images.find(({ name }) =>
    name.endsWith('*') ? reference.startsWith(name.slice(0, -1)) : reference.split(/[:@]/)[0] === name,
  )
  return image?.sites?.[backend.port?.number ?? 0] ?? image?.sites?.[0] ?? notReady
}

function withStatus(status: number, site: Site): Site {
  return async (request) => {
    const page = await site(request)
    return new Response(page.body, { status, headers: page.headers })
  }
}
