import { readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { ConfigurationError } from './ConfigurationError.ts'

/** Reads a configuration file: a YAML mapping, so JSON too. @throws ConfigurationError, which tells nothing of its content. */
export function readFile(path: string): Record<string, unknown> {
  const document = parseDocument(readText(path), { logLevel: 'silent' })
  const [error] = document.errors
  if (error !== undefined) {
    const at = error.linePos?.[0]
    throw faulty(path, `It is no YAML: ${error.code}${at ? ` at line ${at.line}, column ${at.col}` : ''}. Correct it.`)
  }
  const value = toPlain(path, () => document.toJS({ maxAliasCount: 0 }) as unknown)
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw faulty(path, 'It has to be a mapping of keys to values, such as "port: 8080".')
  return { ...value }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw faulty(path, `It can't be read (${code}). Correct the path or the rights of the file.`)
  }
}

function toPlain(path: string, convert: () => unknown): unknown {
  try {
    return convert()
  } catch {
    throw faulty(path, 'It holds aliases (*name), which are not taken here. Write values out.')
  }
}

function faulty(path: string, message: string): ConfigurationError {
  return new ConfigurationError([{ key: path, message }])
}
