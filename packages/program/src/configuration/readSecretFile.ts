import { readFileSync } from 'node:fs'
import { ConfigurationError } from './ConfigurationError.ts'

/** The text of a file that a key names, without the newline at its end. @throws ConfigurationError, which tells nothing of it. */
export function readSecretFile(key: string, path: string): string {
  const fault = (message: string, cause?: unknown) => new ConfigurationError([{ key, message }], { cause })
  let text: string
  try {
    text = readFileSync(path, 'utf8').trimEnd()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw fault(`The file can't be read (${code}). Correct the path or the rights of the file.`, error)
  }
  if (text === '') throw fault('The file is empty. Put the secret into it.')
  return text
}
