import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { packPackages } from './packPackages.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The tarball of each published package by its name. */
    tarballs: Record<string, string>
  }
}

/** Packs every published package once for all the applications that install them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catalyst-packages-'))
  project.provide('tarballs', await packPackages(folder))
  return () => rm(folder, { recursive: true, force: true })
}
