import { join } from 'node:path'
import { copyFollowed } from './copyFollowed.ts'
import { linkedLibraries } from './linkedLibraries.ts'

/** Copies a program, and the libraries that it is linked to. */
export async function stageProgram(program: string, to: string, folder: string): Promise<void> {
  await copyFollowed(program, to)
  for (const library of await linkedLibraries(program)) await copyFollowed(library, join(folder, library))
}
