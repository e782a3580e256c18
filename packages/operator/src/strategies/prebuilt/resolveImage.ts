import type { Environment } from '@catalyst/api'
import { revisionOf, type Fault, type Template } from '../Strategy.ts'

/**
 * Which image runs: `spec.config.image` is a whole reference or a tag; else the template's digest; else the commit of the
 * first source; else the template's tag.
 */
export function resolveImage({ image }: Template, environment: Environment): { image: string } | { fault: Fault } {
  const asked = environment.spec.config?.image
  if (asked !== undefined && /[/:@]/.test(asked)) return { image: asked }
  const repository = image?.repository
  if (repository === undefined) {
    const message = 'The template has no image.repository. Name the image there, without a tag.'
    return { fault: { reason: 'ImageMissing', message } }
  }
  if (asked !== undefined) return { image: `${repository}:${asked}` }
  if (image?.digest !== undefined) return { image: `${repository}@${image.digest}` }
  const tag = revisionOf(environment) ?? image?.tag
  if (tag !== undefined) return { image: `${repository}:${tag}` }
  const message = `Nothing says which version of ${repository} to run. Set spec.config.image to a tag, give the commit of a source, or give the template a tag.`
  return { fault: { reason: 'ImageTagMissing', message } }
}
