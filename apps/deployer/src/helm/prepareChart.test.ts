import { mkdir, mkdtempDisposable, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareChart } from './prepareChart.ts'

async function treeOf(files: Readonly<Record<string, string>>) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-chart-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true })
    await writeFile(join(folder.path, path), text)
  }
  return folder
}

const chart = (name: string, ...dependencies: string[]) =>
  `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${dependencies.length === 0 ? '' : 'dependencies:\n'}${dependencies
    .map((dependency) => {
      const [of, repository] = dependency.split(' ')
      return `  - { name: ${of}, version: 1.x.x${repository === undefined ? '' : `, repository: "${repository}"`} }\n`
    })
    .join('')}`

test('a chart is named by its folder, its Chart.yaml or its archive', async () => {
  await using tree = await treeOf({ 'chart/Chart.yaml': chart('shop'), 'shop-1.0.0.tgz': '' })
  const folder = join(tree.path, 'chart')
  expect(await prepareChart(folder, tree.path)).toBe(folder)
  expect(await prepareChart(join(folder, 'Chart.yaml'), tree.path)).toBe(folder)
  expect(await prepareChart(join(tree.path, 'shop-1.0.0.tgz'), tree.path)).toBe(join(tree.path, 'shop-1.0.0.tgz'))
})

test('charts of the same tree are put where Helm looks for them, with what they need in turn', async () => {
  await using tree = await treeOf({
    'a/Chart.yaml': chart('a', 'b file://../libs/b', 'packed https://charts.example.com', 'here'),
    'a/charts/packed-1.2.3.tgz': '',
    'a/charts/anything/Chart.yaml': chart('here'),
    'libs/b/Chart.yaml': chart('b', 'c file://../c'),
    'libs/c/Chart.yaml': chart('c'),
  })
  await prepareChart(join(tree.path, 'a'), tree.path)
  expect(await readFile(join(tree.path, 'a/charts/b/charts/c/Chart.yaml'), 'utf8')).toBe(chart('c'))
})

test.each([
  ['there is none', {}, 'There is no Chart.yaml in "a"'],
  ['it is no YAML', { 'a/Chart.yaml': 'a: [' }, 'Chart.yaml in "a" can not be read'],
  [
    'its dependencies are none',
    { 'a/Chart.yaml': 'name: a\ndependencies: { b: 1 }\n' },
    'its dependencies are no list of names and repositories',
  ],
  [
    'some are elsewhere',
    { 'a/Chart.yaml': chart('a', 'b https://charts.example.com', 'c oci://registry.example.com', 'd') },
    'needs b (https://charts.example.com), c (oci://registry.example.com), d, which are not in its folder charts/',
  ],
  ['one is outside', { 'a/Chart.yaml': chart('a', 'b file:///etc') }, 'which is not in the repository'],
  ['one leads out', { 'a/Chart.yaml': chart('a', 'b file://../../..') }, 'which is not in the repository'],
  [
    'it goes round in circles',
    { 'a/Chart.yaml': chart('a', 'b file://../b'), 'b/Chart.yaml': chart('b', 'a file://../a') },
    'depends on itself',
  ],
])('a chart is refused where %s', async (_what, files, words) => {
  await using tree = await treeOf({ 'a/README.md': '', ...files })
  await expect(prepareChart(join(tree.path, 'a'), tree.path)).rejects.toThrow(words)
})

test('a link is followed no further than the tree goes', async () => {
  await using tree = await treeOf({ 'a/Chart.yaml': chart('a', 'b file://../b') })
  await using outside = await treeOf({ 'Chart.yaml': chart('b') })
  await symlink(outside.path, join(tree.path, 'b'))
  await expect(prepareChart(join(tree.path, 'a'), tree.path)).rejects.toThrow('which is not in the repository')
})
