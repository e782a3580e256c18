import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A stylesheet that draws the kit's letters from files, so that they are the same on every machine. */
export async function fixedFonts(): Promise<string> {
  const faces = await Promise.all(
    [400, 500, 600, 700].flatMap((weight) => [
      face('Inter', `@fontsource/inter/files/inter-latin-${weight}-normal.woff2`, weight),
      face('JetBrains Mono', `@fontsource/jetbrains-mono/files/jetbrains-mono-latin-${weight}-normal.woff2`, weight),
    ]),
  )
  const variables = `:root { --catalyst-font: Inter, sans-serif; --catalyst-font-mono: 'JetBrains Mono', monospace }`
  return [...faces, variables].join('\n')
}

async function face(family: string, file: string, weight: number): Promise<string> {
  const data = await readFile(require.resolve(file), 'base64')
  return `@font-face {
  font-family: '${family}';
  font-weight: ${weight};
  src: url(data:font/woff2;base64,${data}) format('woff2');
}`
}
