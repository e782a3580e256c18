import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { openApiDocument } from '../src/openapi/openApiDocument.ts'

/** Brings the OpenAPI document in a file up to date, or with `check` only looks. @returns whether it was out of date. */
export async function generateOpenApi(file: URL, options: { check: boolean }): Promise<boolean> {
  const text = `${JSON.stringify(openApiDocument(), undefined, 2)}\n`
  if ((await readIfThere(file)) === text) return false
  if (!options.check) {
    await mkdir(new URL('.', file), { recursive: true })
    await writeFile(file, text)
  }
  return true
}

async function readIfThere(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
