import { createResourceClient, environments, type KubeConfig, namespaces } from '@catalyst/kubernetes-client'
import { makeSpec } from './makeEnvironment.ts'

const namespace = 'bench'

/** Sees to it that there are so many Environments, each written by two managers, as a cluster at work has them. */
export async function fillCluster(kubeConfig: KubeConfig, count: number): Promise<void> {
  const client = createResourceClient(environments, { kubeConfig })
  await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: namespace } })
  const { items } = await client.list()
  const present = new Set(items.map(({ metadata }) => metadata.name))
  const missing = Array.from({ length: count }, (_, index) => index).filter((index) => !present.has(`pr-${index}`))
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      for (let index = missing.pop(); index !== undefined; index = missing.pop()) {
        const metadata = { name: `pr-${index}`, namespace }
        const labels = { 'catalyst.dev/team': `team-${index % 10}`, 'catalyst.dev/project': `project-${index % 50}` }
        await client.apply({ metadata: { ...metadata, labels }, spec: makeSpec(index) })
        await client.patchStatus(metadata, { status: { phase: 'Ready', observedGeneration: 1 } })
      }
    }),
  )
}
