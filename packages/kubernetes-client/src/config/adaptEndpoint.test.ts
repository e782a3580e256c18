import { describe, expect, test } from 'vitest'
import { adaptEndpoint, type Endpoint, type EndpointRules } from './adaptEndpoint.ts'

const noRules: EndpointRules = { apiServerHost: undefined, rewriteLoopback: false, skipTlsVerify: undefined }

function adapt(server: string, rules: Partial<EndpointRules> = {}, endpoint: Partial<Endpoint> = {}) {
  return adaptEndpoint(
    { server, skipTLSVerify: false, clusterName: 'shop', contextName: 'shop', ...endpoint },
    { ...noRules, ...rules },
  )
}

describe('the override of the host', () => {
  test.each([
    ['https://old.example:443', 'new.example', 'https://new.example:6443'],
    ['https://old.example', '10.0.0.5', 'https://10.0.0.5:6443'],
    ['http://old.example:8080', 'new.example', 'https://new.example:6443'],
    ['https://127.0.0.1:35353', '[fd00::1]', 'https://[fd00::1]:6443'],
    ['https://old.example/k8s/c-1', 'new.example', 'https://new.example:6443/k8s/c-1'],
  ])('%s with %s is %s', (server, apiServerHost, expected) => {
    expect(adapt(server, { apiServerHost }).server).toBe(expected)
  })

  test('without it the address stays as it is', () => {
    expect(adapt('https://old.example:8443').server).toBe('https://old.example:8443')
  })
})

describe('the rewriting inside a container', () => {
  test.each([
    ['https://localhost:6443', 'https://host.docker.internal:6443'],
    ['https://127.0.0.1:35353', 'https://host.docker.internal:35353'],
    ['https://[::1]:6443', 'https://host.docker.internal:6443'],
    ['https://localhost.example:6443', 'https://localhost.example:6443'],
    ['https://my-localhost:6443', 'https://my-localhost:6443'],
    ['https://10.127.0.0.1.example', 'https://10.127.0.0.1.example'],
    ['https://cluster.example:6443', 'https://cluster.example:6443'],
  ])('makes %s into %s', (server, expected) => {
    expect(adapt(server, { rewriteLoopback: true }).server).toBe(expected)
  })

  test('elsewhere loopback stays loopback', () => {
    expect(adapt('https://127.0.0.1:6443').server).toBe('https://127.0.0.1:6443')
  })
})

describe('the verification of TLS', () => {
  test.each([
    ['a remote cluster', 'https://cluster.example', {}, false],
    ['localhost', 'https://localhost:6443', {}, true],
    ['Docker’s name of the host', 'https://host.docker.internal:6443', {}, true],
    ['127.0.0.1', 'https://127.0.0.1:6443', {}, false],
    ['a kind cluster on 127.0.0.1', 'https://127.0.0.1:6443', { clusterName: 'kind-shop' }, true],
    ['a kind context on 127.0.0.1', 'https://127.0.0.1:6443', { contextName: 'kind-shop' }, true],
    ['a kind cluster on [::1]', 'https://[::1]:6443', { clusterName: 'kind-shop' }, true],
    ['a remote cluster that is called kind', 'https://cluster.example', { clusterName: 'kind-shop' }, false],
    ['kind- in the middle of a name', 'https://127.0.0.1:6443', { clusterName: 'man-kind-1' }, false],
    ['kind- in a host', 'https://kind-shop.example', {}, false],
    ['localhost in a host', 'https://localhost.example', {}, false],
    ['a kubeconfig that skips it', 'https://cluster.example', { skipTLSVerify: true }, true],
    ['plain HTTP on this machine', 'http://127.0.0.1:8001', {}, true],
    ['plain HTTP elsewhere', 'http://cluster.example', {}, false],
  ])('of %s', (...[, server, endpoint, skipped]) => {
    expect(adapt(server, {}, endpoint).skipTLSVerify).toBe(skipped)
  })

  test.each([
    ['skips it for a remote cluster', true, 'https://cluster.example', {}],
    ['keeps it for localhost', false, 'https://localhost:6443', {}],
    ['keeps it for a kind cluster', false, 'https://127.0.0.1:6443', { clusterName: 'kind-shop' }],
    ['keeps it against the kubeconfig', false, 'https://cluster.example', { skipTLSVerify: true }],
  ])('KUBE_SKIP_TLS_VERIFY %s', (...[, skipTlsVerify, server, endpoint]) => {
    expect(adapt(server, { skipTlsVerify }, endpoint).skipTLSVerify).toBe(skipTlsVerify)
  })
})

describe('the order', () => {
  test('an overridden host is not rewritten, unless it is loopback itself', () => {
    const rules = { rewriteLoopback: true }
    expect(adapt('https://localhost', { ...rules, apiServerHost: 'a.example' }).server).toBe('https://a.example:6443')
    expect(adapt('https://a.example', { ...rules, apiServerHost: 'localhost' }).server).toBe(
      'https://host.docker.internal:6443',
    )
  })

  test('TLS is decided by the address that results', () => {
    expect(adapt('https://localhost', { apiServerHost: 'a.example' }).skipTLSVerify).toBe(false)
    expect(adapt('https://a.example', { apiServerHost: 'localhost' }).skipTLSVerify).toBe(true)
    expect(adapt('https://127.0.0.1', { rewriteLoopback: true }).skipTLSVerify).toBe(true)
    const kind = { clusterName: 'kind-shop' }
    expect(adapt('https://127.0.0.1', { apiServerHost: 'a.example' }, kind).skipTLSVerify).toBe(false)
  })
})
