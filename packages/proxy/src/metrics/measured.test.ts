import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { expect, test, vi } from 'vitest'
import { shop, startAttacked, type Attacked } from '../../test/startAttacked.ts'

/** Other tests run beside these. */
const patient = { timeout: 10_000 }

async function follow(world: Attacked, path: string): Promise<IncomingMessage> {
  const headers = { host: world.own, authorization: 'Bearer ann', accept: 'text/event-stream' }
  const asked = request({ host: '127.0.0.1', port: world.port, path, headers, agent: false })
  asked.on('error', () => undefined).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return response.resume()
}

test('what is open shows in the metrics while it is, and no longer', async () => {
  await using world = await startAttacked({ pods: true, limits: { streamsPerIdentity: 2 } })
  const valueOf = async (series: string) => {
    const { text } = await world.proxy.metrics()
    const line = text.split('\n').find((one) => one.startsWith(`${series} `))
    return line === undefined ? undefined : Number(line.slice(series.length))
  }
  const topics = ['environments', 'pods'].map((kind) => `topic=${encodeURIComponent(`${kind}:-/acme-shop`)}`)
  const stream = await follow(world, `/api/v1/stream?${topics.join('&')}`)
  const log = await follow(world, `${shop}/pods/web/log?follow=true&container=app`)
  const shell = world.shell('ann', 'container=app&command=cat&stdin=true&stdout=true')
  await once(shell, 'open')
  shell.send(Buffer.from('\0hello'))
  await once(shell, 'message')
  expect((await world.send(`/api/v1/stream?${topics[0]}`, { as: 'ann' })).status).toBe(429)

  const open: [string, number][] = [
    ['catalyst_streams{kind="watch"}', 1],
    ['catalyst_streams{kind="log"}', 1],
    ['catalyst_subscribers{kind="environments"}', 1],
    ['catalyst_subscribers{kind="pods"}', 1],
    ['catalyst_shells{state="attached"}', 1],
  ]
  await vi.waitFor(async () => {
    for (const [series, value] of open) expect(await valueOf(series), series).toBe(value)
    for (const kind of ['environments', 'projects', 'pods']) {
      const series = `catalyst_upstream_watches{cluster="TEST",kind="${kind}",state="live"}`
      expect(await valueOf(series), series).toBe(1)
    }
    expect(await valueOf('catalyst_shell_bytes_total{direction="in"}')).toBe(5)
    expect(await valueOf('catalyst_shell_bytes_total{direction="out"}')).toBe(5)
  }, patient)
  expect(await valueOf('catalyst_limits_hit_total{limit="streamsPerIdentity"}')).toBe(1)
  expect(await valueOf('catalyst_access_reviews_total{result="allowed"}')).toBeGreaterThan(0)
  expect(await valueOf('catalyst_audit_records_total{outcome="written"}')).toBeGreaterThan(0)

  stream.destroy()
  log.destroy()
  shell.terminate()
  await vi.waitFor(async () => {
    for (const [series] of open) expect(await valueOf(series), series).toBe(0)
  }, patient)
}, 40_000)
