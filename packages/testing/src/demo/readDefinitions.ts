import { readdir, readFile } from 'node:fs/promises'

const folder = new URL('../../../../deploy/', import.meta.url)

/** The kinds, roles and policies that an administrator installs, as YAML. */
export async function readDefinitions(): Promise<string> {
  const texts: string[] = []
  for (const part of ['crds', 'rbac', 'policies']) {
    const names = await readdir(new URL(`${part}/`, folder))
    for (const name of names.sort()) texts.push(await readFile(new URL(`${part}/${name}`, folder), 'utf8'))
  }
  return texts.join('\n---\n')
}
