import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deployErrorOf } from '../../test/deployErrorOf.ts'
import { openScratch } from '../../test/openScratch.ts'
import { chooseEntries } from './chooseEntries.ts'
import { findPath } from './findPath.ts'
import { writeFiles } from './writeFiles.ts'

describe('inline files', () => {
  test('are written with the folders that they are in', async () => {
    await using scratch = await openScratch()
    await writeFiles(scratch.folder, { 'templates/web.yaml': 'a', 'Chart.yaml': 'b' })
    expect(await readFile(join(scratch.folder, 'templates/web.yaml'), 'utf8')).toBe('a')
  })

  test.each([
    ['../x'],
    ['/etc/x'],
    ['a/../../x'],
    ['a//b'],
    ['./a'],
    ['a\\b'],
    [''],
    ['.git/config'],
    ['a\0b'],
    ['x'.repeat(1025)],
  ])('are not, where one is called %j', async (path) => {
    await using scratch = await openScratch()
    const error = await deployErrorOf(writeFiles(scratch.folder, { ok: '', [path]: '' }))
    expect(error.reason).toBe('OrderInvalid')
  })

  test('can not be a file and a folder at once', async () => {
    await using scratch = await openScratch()
    const error = await deployErrorOf(writeFiles(scratch.folder, { a: '', 'a/b': '' }))
    expect(error.message).toContain('"a" is named as a file and as a folder')
  })
})

describe('a path', () => {
  test('is found in the folder, also through a link inside of it', async () => {
    await using scratch = await openScratch()
    await mkdir(join(scratch.folder, 'k8s'))
    await symlink('k8s', join(scratch.folder, 'link'))
    expect(await findPath(scratch.folder)).toBe(scratch.folder)
    expect(await findPath(scratch.folder, 'link/')).toBe(join(scratch.folder, 'k8s'))
  })

  test.each([['gone'], ['../outside'], ['/etc'], ['escape']])('is not, where it is %j', async (path) => {
    await using scratch = await openScratch()
    await writeFile(join(scratch.scratch, 'outside'), '')
    await symlink('/etc', join(scratch.folder, 'escape'))
    expect(await deployErrorOf(findPath(scratch.folder, path))).toMatchObject({ reason: 'PathNotFound', retry: false })
  })
})

describe('of a commit', () => {
  const file = (path: string, size = 1) => ({ kind: 'file', sha: 'x', size, path }) as const
  const huge = file('video.mp4', 200 * 1024 * 1024)

  test('everything is written where it fits, but for submodules and names that are none', () => {
    const { entries, left } = chooseEntries([
      file('a'),
      { kind: 'submodule', sha: 'x', size: 0, path: 'vendor' },
      file('a\\b'),
    ])
    expect(entries.map(({ path }) => path)).toEqual(['a'])
    expect(left).toHaveLength(2)
  })

  test('what is below the path is written where the rest is too much', () => {
    const { entries } = chooseEntries([huge, file('k8s/a'), file('k8s2/b')], './k8s/')
    expect(entries.map(({ path }) => path)).toEqual(['k8s/a'])
  })

  test.each([
    ['in the repository', [huge], undefined],
    ['below "video.mp4"', [huge], 'video.mp4'],
    ['in the repository', Array.from({ length: 20_001 }, (_, index) => file(`f${index}`)), '.'],
  ])('more than fits %s is refused', (...[where, tree, path]) => {
    expect(() => chooseEntries(tree, path)).toThrow(where)
  })
})
