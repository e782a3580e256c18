import type { ClusterRegistry, KubeConfig } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { withPathNames } from './withPathNames.ts'

function registryOf(...names: string[]): ClusterRegistry {
  return {
    list: async () => names.map((name, index) => ({ name, isDefault: index === 0 })),
    // Only the identity of what is returned matters here.
    get: async (name = names[0]) => ({ currentContext: name }) as unknown as KubeConfig,
  }
}

test('names of contexts become names that fit into a path, and lead back to their cluster', async () => {
  const clusters = withPathNames(
    registryOf('kubernetes-admin@kubernetes', 'arn:aws:eks:eu-west-1:1:cluster/a', 'kind-dev', '@'),
  )
  const names = (await clusters.list()).map(({ name }) => name)
  expect(names).toEqual(['kubernetes-admin-kubernetes', 'arn-aws-eks-eu-west-1-1-cluster-a', 'kind-dev', 'cluster'])
  expect(await clusters.get('arn-aws-eks-eu-west-1-1-cluster-a')).toMatchObject({
    currentContext: 'arn:aws:eks:eu-west-1:1:cluster/a',
  })
  expect(await clusters.get()).toMatchObject({ currentContext: 'kubernetes-admin@kubernetes' })
})

test('two names that become the same stay two clusters', async () => {
  const clusters = withPathNames(registryOf('a@b', 'a/b', 'a-b'))
  const names = (await clusters.list()).map(({ name }) => name)
  expect(names).toEqual(['a-b', 'a-b-2', 'a-b-3'])
  expect(await clusters.get('a-b-3')).toMatchObject({ currentContext: 'a-b' })
})
