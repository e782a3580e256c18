import { expect, test } from 'vitest'
import { startEmbedded } from '../../test/startEmbedded.ts'

test('nothing secret is in any answer or log line, come what may', async () => {
  await using started = await startEmbedded()
  const said: string[] = []
  async function ask(path: string) {
    const headers = { authorization: 'Bearer secret-of-the-caller', cookie: 'session=secret-of-the-cookie' }
    const answer = await started.request(`${path}?token=secret-in-the-query`, { headers })
    said.push(await answer.text(), JSON.stringify([...answer.headers]))
  }
  const paths = ['/clusters', '/clusters/-/environments', '/clusters/-/namespaces/default/pods', '/session', '/nothing']
  for (const path of paths) await ask(`/api/v1${path}`)
  await started.cluster.close()
  for (const path of paths) await ask(`/api/v1${path}`)

  const answers = said.join('\n')
  const token = /token: (\S+)/.exec(started.cluster.kubeconfig())?.[1] ?? ''
  expect(token.length).toBeGreaterThan(10)
  expect(answers).toContain('UPSTREAM_UNAVAILABLE')
  // Where the cluster is concerns whoever reads the log, and nobody else.
  expect(answers).not.toContain(new URL(started.cluster.url).host)
  for (const secret of ['secret-', token.slice(0, 12)])
    expect(answers + JSON.stringify(started.log)).not.toContain(secret)
})
