import { expect, test } from 'vitest'
import { repositoryLinks } from './repositoryLinks.ts'

const sha = '4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d'

test.each([
  ['https://github.com/acme/shop.git', 'https://github.com/acme/shop'],
  ['https://github.com/acme/shop/', 'https://github.com/acme/shop'],
  ['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
  ['ssh://git@git.example.com:2222/acme/shop.git', 'https://git.example.com/acme/shop'],
  ['http://gitea.local:3000/acme/shop.git', 'http://gitea.local:3000/acme/shop'],
  ['https://ada@example.com/acme/shop.git?x=1#y', 'https://example.com/acme/shop'],
])('the page of %s is %s', (repositoryUrl, page) => {
  expect(repositoryLinks(repositoryUrl).page).toBe(page)
})

test.each([
  ['https://github.com/a/b', `https://github.com/a/b/commit/${sha}`, 'https://github.com/a/b/tree/feature/x'],
  ['https://gitlab.com/a/b', `https://gitlab.com/a/b/-/commit/${sha}`, 'https://gitlab.com/a/b/-/tree/feature/x'],
  [
    'https://bitbucket.org/a/b',
    `https://bitbucket.org/a/b/commits/${sha}`,
    'https://bitbucket.org/a/b/branch/feature/x',
  ],
  [
    'https://codeberg.org/a/b',
    `https://codeberg.org/a/b/commit/${sha}`,
    'https://codeberg.org/a/b/src/branch/feature/x',
  ],
])('%s links commits and branches', (repositoryUrl, commit, branch) => {
  const links = repositoryLinks(repositoryUrl)
  expect(links.commit(sha)).toBe(commit)
  expect(links.branch('feature/x')).toBe(branch)
})

test('what is in a name stays in its place of the address', () => {
  expect(repositoryLinks('https://github.com/a/b').branch('a?b#c/d e')).toBe(
    'https://github.com/a/b/tree/a%3Fb%23c/d%20e',
  )
})

test('of a host that is not known only the repository itself is linked', () => {
  const links = repositoryLinks('https://git.example.com/a/b.git')
  expect([links.page, links.commit(sha), links.branch('main')]).toEqual([
    'https://git.example.com/a/b',
    undefined,
    undefined,
  ])
})

test.each(['javascript:alert(1)', 'file:///etc/passwd', 'ext::sh -c x', ''])('%o is never a link', (repositoryUrl) => {
  const links = repositoryLinks(repositoryUrl)
  expect([links.page, links.commit(sha), links.branch('main')]).toEqual([undefined, undefined, undefined])
})
