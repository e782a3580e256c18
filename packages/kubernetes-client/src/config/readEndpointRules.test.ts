import { expect, test } from 'vitest'
import { readEndpointRules } from './readEndpointRules.ts'

test.each([
  ['cluster.example', 'cluster.example'],
  [' 10.0.0.5 ', '10.0.0.5'],
  ['fd00::1', '[fd00::1]'],
  ['[fd00::1]', '[fd00::1]'],
  ['', undefined],
  [undefined, undefined],
])('KUBERNETES_API_SERVER_HOST %o is the host %o', (text, host) => {
  expect(readEndpointRules({ KUBERNETES_API_SERVER_HOST: text }, { inDocker: false }).apiServerHost).toBe(host)
})

test.each([
  'https://s3cret.example',
  's3cret.example:6443',
  's3cret.example/path',
  'user@s3cret',
  'a s3cret',
  '-s3cret',
])('KUBERNETES_API_SERVER_HOST %o is refused by name, without its value', (text) => {
  const read = () => readEndpointRules({ KUBERNETES_API_SERVER_HOST: text }, { inDocker: false })
  expect(read).toThrow(/KUBERNETES_API_SERVER_HOST/)
  expect(read).not.toThrow(/s3cret/)
})

test.each([
  ['true', true],
  ['1', true],
  ['YES', true],
  ['false', false],
  ['0', false],
  ['No', false],
  ['', undefined],
  [undefined, undefined],
])('KUBE_SKIP_TLS_VERIFY %o is %o', (text, expected) => {
  expect(readEndpointRules({ KUBE_SKIP_TLS_VERIFY: text }, { inDocker: false }).skipTlsVerify).toBe(expected)
})

test('any other KUBE_SKIP_TLS_VERIFY is refused instead of guessed', () => {
  expect(() => readEndpointRules({ KUBE_SKIP_TLS_VERIFY: 'maybe' }, { inDocker: false })).toThrow(
    "The environment variable KUBE_SKIP_TLS_VERIFY can't be used: it must be true or false.",
  )
})

test.each([
  ['development', true, true],
  ['development', false, false],
  ['production', true, false],
  [undefined, true, false],
])('with NODE_ENV %o and in a container: %o, loopback is rewritten: %o', (mode, inDocker, expected) => {
  expect(readEndpointRules({ NODE_ENV: mode }, { inDocker }).rewriteLoopback).toBe(expected)
})
