import { podTemplatePath } from './podTemplate.ts'

/** Where objects of a kind have the metadata of what is made of them: a CronJob that of its Jobs and that of their pods. */
export function metadataPaths(kind: string): (readonly string[])[] {
  const template = podTemplatePath(kind)
  return [
    ...(kind === 'CronJob' ? [['spec', 'jobTemplate']] : []),
    ...(template === undefined || template.length === 0 ? [] : [template]),
  ]
}
