import esbuild from '@size-limit/esbuild'
import file from '@size-limit/file'
import type { BuildOptions } from 'esbuild'
import sizeLimit from 'size-limit'
import { budgets } from './budgets.ts'
import { directory, productionBuild } from './bundle.ts'

interface Measured {
  readonly name: string
  readonly code: string
  readonly counted: ReadonlySet<string>
}

// size-limit looks for what was built from here.
process.chdir(directory)

/** Size in bytes, minified and gzipped. */
async function measure(all: readonly Measured[]): Promise<readonly number[]> {
  const checks = all.map(({ name, code, counted }) => ({
    name,
    files: [name],
    gzip: true,
    modifyEsbuildConfig: ({ outdir = 'out' }: BuildOptions) => ({ ...productionBuild(code, counted), outdir }),
  }))
  const sizes = (await sizeLimit([...esbuild, ...file], { checks })) as readonly { readonly size: number }[]
  return sizes.map(({ size }) => size)
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(5)
const sizes = await measure(budgets)
const alone = await measure(budgets.map((budget) => ({ ...budget, counted: budget.common })))

for (const [index, { name, limit }] of budgets.entries()) {
  const [size = Infinity, withShared = Infinity] = [sizes[index], alone[index]]
  const isTooLarge = size > limit
  const more = withShared > size ? ` (${kilobytes(withShared).trim()} kB with other components that it uses)` : ''
  console.log(`${isTooLarge ? '✗' : '✓'} ${kilobytes(size)} of ${kilobytes(limit)} kB  ${name}${more}`)
  if (isTooLarge) process.exitCode = 1
}
if (process.exitCode === 1) {
  console.error('A part of the kit is over its budget: make it smaller, or load what is not always needed by import().')
}
