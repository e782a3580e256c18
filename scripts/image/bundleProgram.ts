import { join } from 'node:path'
import { build } from 'tsdown'

const apps = join(import.meta.dirname, '../../apps')

/** Bundles a program with everything that it needs at run time into a folder: no package has to be installed beside it. */
export async function bundleProgram(name: string, folder: string): Promise<void> {
  await build({
    cwd: join(apps, name),
    config: false,
    entry: { main: 'src/main.ts' },
    outDir: folder,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    fixedExtension: false,
    dts: false,
    // What embeds a cluster is for trying it out; the server says so itself where it isn't installed.
    deps: { alwaysBundle: [/./], neverBundle: [/^@catalyst\/testing/], onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ['@catalyst/source', 'node', 'import', 'default'] } },
    // Smaller to parse at every start; names stay, so that a stack can be read.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    logLevel: 'warn',
    checks: { pluginTimings: false, bundlerTimings: false },
  })
}
