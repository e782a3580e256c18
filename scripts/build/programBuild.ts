import type { UserConfig } from 'tsdown'

/** How a program of `apps` is built: its own sources, beside the packages that it depends on. */
export const programBuild: UserConfig = {
  entry: { main: 'src/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'es2023',
  fixedExtension: false,
  dts: false,
  sourcemap: true,
  deps: { neverBundle: true },
}
