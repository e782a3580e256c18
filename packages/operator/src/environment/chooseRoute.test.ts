import type { Service } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { chooseRoute } from './chooseRoute.ts'

const service = (name: string, spec: object = {}, labels: Record<string, string> = {}) =>
  ({ metadata: { name, labels }, spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec } }) as Service
const http = {
  ports: [
    { name: 'metrics', port: 9090 },
    { name: 'http', port: 8080 },
  ],
}

test.each<[string, Service[], object]>([
  ['the only one', [service('web')], { route: { service: 'web', port: 80 } }],
  ['its port called http', [service('web', http)], { route: { service: 'web', port: 8080 } }],
  ['the one with such a port', [service('db'), service('web', http)], { route: { service: 'web', port: 8080 } }],
  [
    'the one that is labelled',
    [service('web', http), service('api', http, { 'catalyst.dev/component': 'api' })],
    { route: { service: 'api', port: 8080 } },
  ],
  ['not one without pods', [service('web'), service('out', { selector: {} })], { route: { service: 'web' } }],
  [
    'not one without an address',
    [service('web'), service('peers', { clusterIP: 'None' })],
    { route: { service: 'web' } },
  ],
  [
    'not one for UDP',
    [service('web'), service('dns', { ports: [{ port: 53, protocol: 'UDP' }] })],
    { route: { service: 'web' } },
  ],
  ['none where there is none', [], { fault: { reason: 'NoService' } }],
  [
    'none where several may be meant',
    [service('web', http), service('api', http)],
    { fault: { reason: 'RouteAmbiguous', message: expect.stringContaining('the Services api, web') } },
  ],
])('the address leads to %s', (...[, services, expected]) => {
  expect(chooseRoute(services)).toMatchObject(expected)
})
