import { join } from 'node:path'
import { build, defaultClientConditions } from 'vite'

const bench = join(import.meta.dirname, '..')

/**
 * Builds a page as it would be deployed: minified, React's production build, one bundle.
 * @param folder relative to this package, with an `index.html`.
 * @returns the folder with the files to serve.
 */
export async function buildPage(folder: string): Promise<string> {
  const outDir = join(bench, 'dist', folder)
  await build({
    root: join(bench, folder),
    configFile: false,
    mode: 'production',
    // Bundlers warn of the directives that server components need, which no page does.
    logLevel: 'error',
    resolve: { conditions: ['@catalyst/source', ...defaultClientConditions] },
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: Number.POSITIVE_INFINITY },
  })
  return outDir
}
