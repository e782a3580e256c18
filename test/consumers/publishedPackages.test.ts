import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installConsumer } from './installConsumer.ts'
import { packPackages } from './packPackages.ts'

let into: string
let tarballs: Record<string, string>

beforeAll(async () => {
  into = await mkdtemp(path.join(tmpdir(), 'catalyst-consumers-'))
  tarballs = await packPackages(into)
})

afterAll(() => rm(into, { recursive: true, force: true }))

test('a Vite application builds with the React kit and pays for xterm only in a chunk of its own', async () => {
  const app = await installConsumer('vite-app', { into, tarballs })
  await app.run('pnpm', 'exec', 'tsc', '--noEmit')
  await app.run('pnpm', 'exec', 'vite', 'build')

  const assets = path.join(app.directory, 'dist/assets')
  const chunks = (await readdir(assets)).filter((file) => file.endsWith('.js'))
  const withXterm: string[] = []
  for (const chunk of chunks) {
    if ((await readFile(path.join(assets, chunk), 'utf8')).includes('xterm-screen')) withXterm.push(chunk)
  }
  const page = await readFile(path.join(app.directory, 'dist/index.html'), 'utf8')
  expect(withXterm).not.toEqual([])
  expect(withXterm.filter((chunk) => page.includes(chunk))).toEqual([])
})

test('a Next.js application renders the React kit on the server and uses the client in a route handler', async () => {
  const app = await installConsumer('next-app', { into, tarballs })
  await app.run('pnpm', 'exec', 'next', 'build')

  const page = await readFile(path.join(app.directory, '.next/server/app/index.html'), 'utf8')
  expect(page).toContain('pr-42')
  expect(page).toContain('acme-shop-pr-42')
})

test('a CommonJS project under Jest requires the client and talks to an API server', async () => {
  const app = await installConsumer('jest-commonjs', { into, tarballs })
  const output = await app.run('pnpm', 'exec', 'jest', '--ci')
  expect(output).toMatch(/Tests:\s+3 passed, 3 total/)
})
