import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UserConfig } from 'tsdown'
import { sourceEntries, type Manifest } from './sourceEntries.ts'

interface LibraryBuildOptions {
  readonly platform: 'node' | 'neutral'
  /** Default: ES modules alone. */
  readonly formats?: readonly ('esm' | 'cjs')[] | undefined
  /** For a package whose code something else has built into `dist` before. Default: false. */
  readonly declarationsOnly?: boolean | undefined
}

/**
 * How a package is built: one file with declarations per entry of its `exports`.
 * Other packages stay imports, so that builds need no order and no declaration names a source file.
 */
export function libraryBuild(directory: string, options: LibraryBuildOptions): UserConfig {
  const { platform, formats = ['esm'], declarationsOnly = false } = options
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest
  return {
    cwd: directory,
    entry: sourceEntries(manifest),
    format: [...formats],
    platform,
    target: 'es2023',
    fixedExtension: false,
    dts: { emitDtsOnly: declarationsOnly },
    clean: !declarationsOnly,
    sourcemap: true,
    deps: { neverBundle: true },
    failOnWarn: true,
    logLevel: 'warn',
    checks: { pluginTimings: false, bundlerTimings: false },
  }
}
