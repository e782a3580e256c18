import { createResourceClient, environments, namespaces, type KubeConfig } from '@catalyst/kubernetes-client'
import { makeEnvironment } from '../watch/makeEnvironment.ts'

const namespace = 'bench'

/** Environments of about 2 KB each, with the status that an operator gives them. @returns the name of one */
export async function fillEnvironments(kubeConfig: KubeConfig, count: number) {
  const client = createResourceClient(environments, { kubeConfig })
  await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: namespace } })
  const present = new Set((await client.list({ namespace })).items.map(({ metadata }) => metadata.name))
  const numbers = Array.from({ length: count }, (_, index) => index)
    .filter((index) => !present.has(`pr-${index}`))
    .values()
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (const index of numbers) {
        const { metadata, spec, status } = makeEnvironment(index, 1)
        const ref = { name: metadata.name, namespace }
        await client.apply({ metadata: { ...ref, labels: metadata.labels }, spec })
        await client.patchStatus(ref, { status })
      }
    }),
  )
  return { namespace, name: 'pr-7' }
}
