import { mkdtempDisposable, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startProxy, type TestProxy } from '../../test/startProxy.ts'
import { token } from './token.ts'

const ada = 'ada-token-0123456789'
const bob = 'bob-token-0123456789'

async function writeTokens(text: string) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-tokens-'))
  const file = join(folder.path, 'tokens.csv')
  await writeFile(file, text)
  return { file, [Symbol.asyncDispose]: () => folder.remove() }
}

async function ask(started: TestProxy, bearer: string) {
  const answer = await started.request('/api/v1/session', { headers: { authorization: `Bearer ${bearer}` } })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

test('a token of the file is who its line says', async () => {
  await using tokens = await writeTokens(`# machines\n\n${ada},ada,"team:shop,engineers"\r\n${bob},"bob, the second"\n`)
  await using started = await startProxy({ authenticate: token(tokens) })
  expect(await ask(started, ada)).toMatchObject({
    status: 200,
    body: { subject: 'ada', groups: ['team:shop', 'engineers'], teams: ['shop'] },
  })
  expect(await ask(started, bob)).toMatchObject({ status: 200, body: { subject: 'bob, the second', groups: [] } })
  expect(await ask(started, `${ada}x`)).toMatchObject({ status: 401, body: { code: 'UNAUTHORIZED' } })
  expect((await started.request('/api/v1/session')).status).toBe(401)
  const page = await started.request('/api/v1/auth/login')
  expect(page.status).toBe(501)
  expect(await page.text()).toContain('bearer tokens alone')
  expect(JSON.stringify(started.log)).not.toContain(ada)
})

test('a file that changes is read anew; one that has become wrong lets nobody in, and says which line', async () => {
  await using tokens = await writeTokens(`${ada},ada\n`)
  await using started = await startProxy({ authenticate: token(tokens) })
  expect(await ask(started, ada)).toMatchObject({ status: 200 })

  await writeFile(`${tokens.file}.next`, `${bob},bob\n`)
  await rename(`${tokens.file}.next`, tokens.file)
  await expect.poll(async () => (await ask(started, bob)).status, { timeout: 5000 }).toBe(200)
  expect(await ask(started, ada)).toMatchObject({ status: 401 })

  await writeFile(tokens.file, `${bob},bob\n${ada}\n`)
  await expect.poll(async () => (await ask(started, bob)).status, { timeout: 5000 }).toBe(401)
  const log = JSON.stringify(started.log)
  expect(log).toContain('Line 2 of the token file')
  expect(log).not.toContain(ada)
})

test.each([
  ['ada-token-0123456789', 'Line 1'],
  ['ada-token-0123456789,ada,uid,"a,b"', 'Line 1'],
  ['short,ada', 'less than 16 characters'],
  ['ada-token-0123456789,ada\nada-token-0123456789,bob', 'Line 2'],
  ['ada token 0123456789,ada', 'Line 1'],
  ['ädä-token-0123456789,ada', 'Line 1'],
])('a file that is wrong at first is refused without being shown: %j', async (text, reason) => {
  await using tokens = await writeTokens(text)
  let message = ''
  try {
    token(tokens)
  } catch (error) {
    message = (error as Error).message
  }
  expect(message).toContain(reason)
  expect(message).not.toContain('token-0123456789')
})

test('a file that is not there is refused', () => {
  expect(() => token({ file: '/nowhere/tokens.csv' })).toThrow('ENOENT')
})

test('nobody takes a name of Kubernetes itself', async () => {
  await using tokens = await writeTokens(`${ada},ada,"system:masters"\n`)
  await using started = await startProxy({ authenticate: token(tokens) })
  expect(await ask(started, ada)).toMatchObject({ status: 403 })
})
