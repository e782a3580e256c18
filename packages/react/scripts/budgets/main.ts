import esbuild from '@size-limit/esbuild'
import file from '@size-limit/file'
import sizeLimit from 'size-limit'
import { checks } from './checks.ts'

// It writes into what it is given.
const input = { checks: checks.map((check) => ({ ...check })) }
const sizes = (await sizeLimit([...esbuild, ...file], input)) as readonly { readonly size: number }[]
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(5)

for (const [index, { name, limit }] of checks.entries()) {
  const size = sizes[index]?.size ?? Infinity
  const isTooLarge = size > limit
  console.log(`${isTooLarge ? '✗' : '✓'} ${kilobytes(size)} of ${kilobytes(limit)} kB  ${name}`)
  if (isTooLarge) process.exitCode = 1
}
if (process.exitCode === 1) {
  console.error('A part of the kit is over its budget: make it smaller, or load what is not always needed by import().')
}
