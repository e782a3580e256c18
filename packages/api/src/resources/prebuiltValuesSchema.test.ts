import { expect, test } from 'vitest'
import { prebuiltValuesSchema } from './prebuiltValuesSchema.ts'

test('without values it is one replica that listens on 8080', () => {
  expect(prebuiltValuesSchema.parse({})).toEqual({ port: 8080, replicas: 1 })
})

test('command, probes and services are read, and other keys are kept', () => {
  const values = {
    command: ['node'],
    args: ['server.js'],
    port: 3000,
    replicas: 2,
    probes: { readiness: { httpGet: { path: '/health' }, periodSeconds: 5 } },
    services: { postgres: { enabled: true } },
    theme: 'dark',
  }
  expect(prebuiltValuesSchema.parse(values)).toEqual(values)
})
