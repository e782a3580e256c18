import { expect, test } from 'vitest'
import { withHost } from './withHost.ts'

const host = 'pr-1.preview.example.com'

function hosted(spec: unknown, kind = 'Ingress'): unknown {
  return withHost({ apiVersion: 'networking.k8s.io/v1', kind, metadata: { name: 'x' }, spec }, host)['spec']
}

test.each([
  [{ rules: [{ http: {} }] }, { rules: [{ http: {}, host }] }],
  [{ rules: [{ host: '' }, { host: 'other' }] }, { rules: [{ host }, { host: 'other' }] }],
  [
    { tls: [{ secretName: 'a' }, { hosts: ['other'] }] },
    { tls: [{ secretName: 'a', hosts: [host] }, { hosts: ['other'] }] },
  ],
  [{ tls: [{ hosts: 'other' }] }, { tls: [{ hosts: 'other' }] }],
  [{ rules: 'none' }, { rules: 'none' }],
  [undefined, undefined],
])('%j becomes %j', (spec, expected) => {
  expect(hosted(spec)).toEqual(expected)
})

test('what is no Ingress stays as it is', () => {
  expect(hosted({ rules: [{}] }, 'Service')).toEqual({ rules: [{}] })
})
