import type { UserConfig } from 'tsdown'

const build: UserConfig = {
  entry: { main: 'src/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'es2023',
  fixedExtension: false,
  dts: false,
  sourcemap: true,
  deps: { neverBundle: true },
}

export default build
