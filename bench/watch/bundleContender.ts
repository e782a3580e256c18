import { join } from 'node:path'
import { build } from 'tsdown'

const bench = join(import.meta.dirname, '..')

/**
 * Makes plain scripts of the process of the contenders, as published packages are: Node's own reading of TypeScript would
 * take 20 MiB in each, and hide what there is to see. `@kubernetes/client-node` stays a package, and with it its laziness.
 */
export async function bundleContender(): Promise<string> {
  await build({
    cwd: bench,
    config: false,
    entry: { contenderProcess: 'watch/contenderProcess.ts' },
    outDir: 'dist',
    format: 'esm',
    platform: 'node',
    target: 'node22',
    fixedExtension: false,
    dts: false,
    deps: { alwaysBundle: [/^@catalyst/, 'ws', 'js-yaml'], neverBundle: ['@kubernetes/client-node'] },
    inputOptions: { resolve: { conditionNames: ['@catalyst/source', 'node', 'import', 'default'] } },
    logLevel: 'warn',
    checks: { pluginTimings: false, bundlerTimings: false },
  })
  return join(bench, 'dist/contenderProcess.js')
}
