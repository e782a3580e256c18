import path from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'

/** The package, which paths of a build are relative to. */
export const directory = path.join(import.meta.dirname, '../..')

/** How a host's bundler would build for production, from the sources. */
const production: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2023',
  jsx: 'automatic',
  conditions: ['@catalyst/source'],
  define: { 'process.env.NODE_ENV': '"production"' },
  external: ['react', 'react-dom', '@tanstack/react-query'],
  absWorkingDir: directory,
}

/** Build options for so much code, without the modules of `counted` and without what it loads later. */
export function productionBuild(code: string, counted: ReadonlySet<string>): BuildOptions {
  return {
    ...production,
    stdin: { contents: code, resolveDir: path.join(directory, 'src'), loader: 'ts', sourcefile: 'budget.ts' },
    metafile: true,
    plugins: [leaveOut(counted)],
  }
}

/** The modules of which something is in the bundle of so much code, as absolute paths. */
export async function modulesOf(code: string, counted: ReadonlySet<string> = new Set()): Promise<readonly string[]> {
  const { metafile } = await build({ ...productionBuild(code, counted), metafile: true, write: false, outdir: 'out' })
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([input]) => path.resolve(directory, input))
}

function leaveOut(counted: ReadonlySet<string>): Plugin {
  return {
    name: 'catalyst:leave-out',
    setup(builder) {
      builder.onResolve({ filter: /./ }, async ({ path: specifier, pluginData, ...options }) => {
        if (pluginData === 'resolved' || options.kind === 'entry-point') return undefined
        if (options.kind === 'dynamic-import') return { path: specifier, external: true }
        const found = await builder.resolve(specifier, { ...options, pluginData: 'resolved' })
        return counted.has(found.path) ? { path: found.path, external: true } : found
      })
    },
  }
}
