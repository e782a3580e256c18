import { expect, test } from 'vitest'
import { brokenLinks } from './brokenLinks.mjs'

const repository = (contents: Readonly<Record<string, string>>) =>
  brokenLinks({ files: Object.keys(contents), read: (file) => contents[file] ?? '' })

test('links to files, folders, headings and other sites are fine', () => {
  const readme = [
    '[docs](docs/guide.md#getting-started), [folder](./docs/), [here](#top-of-it) and [site](https://example.com/x)',
    '<img src="docs/shot.png"> ![shot](docs/shot.png "A title")',
    '# Top of it',
  ].join('\n')
  const guide = '## Getting started\n[back](../README.md)\n[root](/README.md)\n'
  expect(repository({ 'README.md': readme, 'docs/guide.md': guide, 'docs/shot.png': '' })).toEqual([])
})

test('a link to a missing file and one to a missing heading are found with their line', () => {
  const readme = '# Title\n\n[gone](docs/gone.md)\n[heading](#nowhere)\n[ref]: ./missing.md\n'
  expect(repository({ 'README.md': readme })).toEqual([
    { file: 'README.md', line: 3, link: 'docs/gone.md', reason: 'no such file' },
    { file: 'README.md', line: 4, link: '#nowhere', reason: 'no such heading' },
    { file: 'README.md', line: 5, link: './missing.md', reason: 'no such file' },
  ])
})

test('what stands in code is no link', () => {
  expect(repository({ 'README.md': '```md\n[x](gone.md)\n# Not a heading\n```\nand `[y](gone.md)`\n' })).toEqual([])
})

test('headings of the same name are told apart as GitHub does', () => {
  expect(repository({ 'README.md': '# A `b` (c)\n# A b c\n[1](#a-b-c) [2](#a-b-c-1)\n' })).toEqual([])
})
