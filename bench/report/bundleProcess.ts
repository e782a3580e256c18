import { basename, join } from 'node:path'
import { build } from 'tsdown'

const bench = join(import.meta.dirname, '..')

/**
 * Makes a plain script of a process of the bench, with everything in it, as what is published is: Node's own reading of
 * TypeScript would take 20 MiB in each, and hide what there is to see. `@kubernetes/client-node` stays a package of its own,
 * so that only who asks for it has it.
 *
 * @param entry relative to this package.
 */
export async function bundleProcess(entry: string): Promise<string> {
  const name = basename(entry, '.ts')
  await build({
    cwd: bench,
    config: false,
    entry: { [name]: entry },
    outDir: `dist/${name}`,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    fixedExtension: false,
    dts: false,
    deps: { alwaysBundle: [/./], neverBundle: [/^@kubernetes\/client-node/, /^@catalyst\/testing/], onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ['@catalyst/source', 'node', 'import', 'default'] } },
    logLevel: 'warn',
    checks: { pluginTimings: false, bundlerTimings: false },
  })
  return join(bench, `dist/${name}/${name}.js`)
}
