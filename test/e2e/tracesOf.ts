import { request, type KubeConfig } from '@catalyst/kubernetes-client'

interface Discovered {
  resources: { name: string; verbs: readonly string[] }[]
}

interface Listed {
  items: { metadata: { name: string; namespace?: string } }[]
}

/**
 * Every object of a cluster, of whatever kind it knows, in which one of these texts stands: a uid, the name of a namespace.
 * Events are told apart from it: the API server keeps them for an hour after what they are about.
 */
export async function tracesOf(kubeConfig: KubeConfig, texts: readonly string[]): Promise<string[]> {
  const { groups } = await request<{ groups: { preferredVersion: { groupVersion: string } }[] }>(kubeConfig, '/apis')
  const versions = ['/api/v1', ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)]
  const found = await Promise.all(
    versions.map(async (path) => {
      const { resources } = await request<Discovered>(kubeConfig, path)
      const listed = resources.filter(({ name, verbs }) => verbs.includes('list') && name !== 'events')
      const perKind = await Promise.all(
        listed.map(async ({ name }) => {
          const { items } = await request<Listed>(kubeConfig, `${path}/${name}`)
          return items
            .filter((item) => {
              const json = JSON.stringify(item)
              return texts.some((text) => json.includes(text))
            })
            .map(({ metadata }) => `${name} ${metadata.namespace ?? ''}/${metadata.name}`)
        }),
      )
      return perKind.flat()
    }),
  )
  return found.flat()
}
