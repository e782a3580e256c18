import { describe, expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { answerJson, answerStatus, startApiServer } from '../testing/startApiServer.ts'
import { getEnvironmentMetrics } from './getEnvironmentMetrics.ts'
import { getPodMetrics } from './getPodMetrics.ts'
import { listPodMetrics } from './listPodMetrics.ts'

type Answer = object | { code: number; reason?: string; message?: string; details?: object } | 'absent'

const pod = {
  metadata: { name: 'app-0', namespace: 'acme' },
  spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1' }, limits: { cpu: '2' } } }] },
}
const measured = {
  metadata: { name: 'app-0', namespace: 'acme' },
  timestamp: '2026-01-01T00:00:00Z',
  window: '15s',
  containers: [{ name: 'app', usage: { cpu: '500m', memory: '1Mi' } }],
}
const forbidden = { code: 403, reason: 'Forbidden', message: 'no' }
const list = (...items: object[]) => ({ metadata: { resourceVersion: '1' }, items })

/** An API server with answers by path; a path that isn't there is answered as the API server answers an unknown type. */
function startMetricsServer(answers: Record<string, Answer>) {
  return startApiServer((incoming, response) => {
    const answer = answers[new URL(incoming.url ?? '', 'http://api').pathname] ?? 'absent'
    if (answer === 'absent') response.writeHead(404).end('404 page not found\n')
    else if ('code' in answer) answerStatus(response, answer)
    else answerJson(response, answer)
  })
}

const metricsPath = '/apis/metrics.k8s.io/v1beta1/namespaces/acme/pods'
const podsPath = '/api/v1/namespaces/acme/pods'
const quotasPath = '/api/v1/namespaces/acme/resourcequotas'
const target = { namespace: 'acme', pod: 'app-0' }

const reasons: [string, Answer, string][] = [
  ['the metrics API is not installed', 'absent', 'NotInstalled'],
  ['the caller may not read it', forbidden, 'Forbidden'],
  ['its server is down', { code: 503, reason: 'ServiceUnavailable', message: 'the server is unable' }, 'Unreachable'],
]

describe('of a pod', () => {
  test('usage is joined with what the pod asked for', async () => {
    await using api = await startMetricsServer({ [`${metricsPath}/app-0`]: measured, [`${podsPath}/app-0`]: pod })
    expect(await getPodMetrics(api.kubeConfig, target)).toMatchObject({
      available: true,
      metrics: { cpu: { usage: 0.5, request: 1, limit: 2 } },
    })
  })

  const notMeasured = {
    code: 404,
    reason: 'NotFound',
    message: 'not found',
    details: { name: 'acme/app-0', kind: 'podmetrics' },
  }
  test.each([...reasons, ['it has just started', notMeasured, 'NotYetKnown']] as typeof reasons)(
    'that there is none because %s is an answer, not an error',
    async (_, answer, reason) => {
      await using api = await startMetricsServer({ [`${metricsPath}/app-0`]: answer, [`${podsPath}/app-0`]: pod })
      const metrics = await getPodMetrics(api.kubeConfig, target)
      expect(metrics).toMatchObject({ available: false, reason, message: expect.stringMatching(/\.$/) })
    },
  )

  test('that is not there is an error, whatever the metrics API says', async () => {
    const absent = {
      code: 404,
      reason: 'NotFound',
      message: 'pods "app-0" not found',
      details: { name: 'app-0', kind: 'pods' },
    }
    await using api = await startMetricsServer({ [`${metricsPath}/app-0`]: notMeasured, [`${podsPath}/app-0`]: absent })
    expect(await catchError(getPodMetrics(api.kubeConfig, target))).toMatchObject({
      status: 404,
      message: 'pods "app-0" not found',
    })
  })

  test('who may not read the pod sees its usage alone', async () => {
    await using api = await startMetricsServer({ [`${metricsPath}/app-0`]: measured, [`${podsPath}/app-0`]: forbidden })
    const result = await getPodMetrics(api.kubeConfig, target)
    expect(result).toMatchObject({ available: true, metrics: { cpu: { usage: 0.5 } } })
    expect(result.available && result.metrics.cpu).not.toHaveProperty('request')
  })
})

describe('of a namespace', () => {
  test('every measured pod is joined with what it asked for', async () => {
    await using api = await startMetricsServer({ [metricsPath]: list(measured), [podsPath]: list(pod) })
    expect(await listPodMetrics(api.kubeConfig, { namespace: 'acme' })).toMatchObject({
      available: true,
      items: [{ metadata: { name: 'app-0' }, cpu: { usage: 0.5, request: 1, limit: 2 } }],
    })
  })

  test('pods that the caller has are not read again', async () => {
    await using api = await startMetricsServer({ [metricsPath]: list(measured) })
    const result = await listPodMetrics(api.kubeConfig, { namespace: 'acme', pods: [pod] })
    expect(result).toMatchObject({ available: true, items: [{ cpu: { request: 1 } }] })
  })

  test.each(reasons)('that there is none because %s is an answer, not an error', async (_, answer, reason) => {
    await using api = await startMetricsServer({ [metricsPath]: answer, [podsPath]: list(pod) })
    expect(await listPodMetrics(api.kubeConfig, { namespace: 'acme' })).toMatchObject({ available: false, reason })
  })
})

describe('of an environment', () => {
  const quota = { spec: { hard: { 'limits.cpu': '4' } } }

  test('usage is added up and set against the quota', async () => {
    const other = { ...measured, metadata: { name: 'app-1', namespace: 'acme' }, timestamp: '2026-01-01T00:00:15Z' }
    await using api = await startMetricsServer({
      [metricsPath]: list(measured, other),
      [podsPath]: list(pod),
      [quotasPath]: list(quota),
    })
    const metrics = await getEnvironmentMetrics(api.kubeConfig, { namespace: 'acme' })
    expect(metrics).toMatchObject({
      available: true,
      namespace: 'acme',
      timestamp: '2026-01-01T00:00:15Z',
      cpu: { usage: 1, quota: 4 },
      memory: { usage: 2_097_152 },
    })
    expect(metrics.available && metrics.memory).not.toHaveProperty('quota')
  })

  test('who may not read quotas sees usage alone', async () => {
    await using api = await startMetricsServer({
      [metricsPath]: list(measured),
      [podsPath]: list(pod),
      [quotasPath]: forbidden,
    })
    const metrics = await getEnvironmentMetrics(api.kubeConfig, { namespace: 'acme' })
    expect(metrics).toMatchObject({ available: true, cpu: { usage: 0.5 } })
  })

  test('nothing measured yet is told apart from nothing used', async () => {
    await using api = await startMetricsServer({ [metricsPath]: list(), [podsPath]: list(), [quotasPath]: list() })
    const metrics = await getEnvironmentMetrics(api.kubeConfig, { namespace: 'acme' })
    expect(metrics).toMatchObject({ available: false, reason: 'NotYetKnown' })
  })
})

test('an API server that does not answer is an error of the pods', async () => {
  const api = await startMetricsServer({})
  await api[Symbol.asyncDispose]()
  expect(await catchError(listPodMetrics(api.kubeConfig, { namespace: 'acme' }))).toMatchObject({
    name: 'ConnectionError',
  })
})
