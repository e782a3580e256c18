import { expect, test } from 'vitest'
import { prepareRendered } from './prepareRendered.ts'
import { readRendered } from './readRendered.ts'

const order = {
  namespace: 'acme-shop-pr-1',
  host: 'acme-shop-pr-1.preview.example.com',
  labels: { 'catalyst.dev/team': 'acme', 'catalyst.dev/environment': 'pr-1' },
}
const job = (name: string, annotations: object) =>
  JSON.stringify({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, annotations },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'busybox' }] } } },
  })
const hook = (event: string) => readRendered(job('migrate', { 'helm.sh/hook': event }), `shop/templates/${event}.yaml`)

test('hooks and their pods are labelled as other objects are, and keep what makes them hooks', () => {
  const { hooks } = prepareRendered({ objects: [], hooks: hook('pre-install'), definitions: [] }, order)
  expect(hooks).toMatchObject([
    {
      where: 'shop/templates/pre-install.yaml',
      object: {
        metadata: { labels: order.labels, annotations: { 'helm.sh/hook': 'pre-install' } },
        spec: { template: { metadata: { labels: order.labels } } },
      },
    },
  ])
})

test('hooks of different events may have one name', () => {
  const hooks = [...hook('pre-install'), ...hook('pre-upgrade')]
  expect(prepareRendered({ objects: [], hooks, definitions: [] }, order).hooks).toHaveLength(2)
})

test('a hook is held to what other objects are held to', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'open' }, spec: { type: 'NodePort' } }
  const hooks = [{ object: service, where: 'shop/templates/open.yaml' }]
  expect(() => prepareRendered({ objects: [], hooks, definitions: [] }, order)).toThrow(
    'shop/templates/open.yaml, Service/open',
  )
})
