import { describe, expect, test } from 'vitest'
import { createGitHost } from './createGitHost.ts'
import { urls } from './knownRepositories.ts'

describe('createGitHost', () => {
  test('the same seed gives the same commits, another one gives others', () => {
    const shas = (seed: string) =>
      createGitHost(seed)
        .repository(urls.web)
        .branches.get('main')
        ?.map(({ sha }) => sha)
    expect(shas('one')).toEqual(shas('one'))
    expect(shas('one')).not.toEqual(shas('two'))
    expect(shas('one')?.every((sha) => /^[0-9a-f]{40}$/.test(sha))).toBe(true)
  })

  test('a branch means its newest commit, and one that is not there is made', () => {
    const host = createGitHost('test')
    const before = host.resolve(urls.web, { branch: 'main' })
    const pushed = host.repository(urls.web).push('main')
    expect(pushed.sha).not.toBe(before.sha)
    expect(host.resolve(urls.web, { branch: 'main' })).toEqual(pushed)
    expect(host.resolve(urls.web, { branch: 'feature/new' }).sha).toMatch(/^[0-9a-f]{40}$/)
    expect(host.find(before.sha)).toEqual(before)
  })

  test('an address that nobody knows is a Node application', () => {
    const { detected, name } = createGitHost('test').repository('git@git.example.com:acme/notes.git')
    expect(name).toBe('notes')
    expect(detected).toEqual({ type: 'node', command: 'npm run dev' })
  })
})
