import { z } from 'zod'
import type { Manifest } from '../objects/ManifestObject.ts'
import type { Helm } from './openHelm.ts'
import { readRendered } from './readRendered.ts'

const hookSchema = z.object({ path: z.string().default(''), manifest: z.string().default('') })

/** A release as `helm -o json` prints it, as far as it is used. */
const releaseSchema = z.object({
  version: z.int().default(1),
  info: z.object({
    status: z.string().default('unknown'),
    description: z.string().default(''),
    notes: z.string().default(''),
  }),
  config: z.record(z.string(), z.unknown()).nullish(),
  manifest: z.string().default(''),
  hooks: z.array(hookSchema).nullish(),
  chart: z
    .object({
      metadata: z.looseObject({ name: z.string(), version: z.string().default('') }),
      values: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
})

export type Release = z.output<typeof releaseSchema>

export function parseRelease(text: string): Release {
  return releaseSchema.parse(JSON.parse(text))
}

export function readHooks({ hooks }: Release): Manifest[] {
  return (hooks ?? []).flatMap(({ manifest, path }) => readRendered(manifest, path))
}

/** The newest revision of the release, or nothing where there is none. */
export async function readRelease(helm: Helm): Promise<Release | undefined> {
  const args = ['status', helm.release, '--output', 'json']
  const { code, stdout, stderr } = await helm.run(args)
  if (code === 0) return parseRelease(stdout)
  if (stderr.includes('release: not found')) return undefined
  // Says why.
  return parseRelease(await helm.ask(args))
}
