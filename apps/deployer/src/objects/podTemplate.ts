/** Where kinds have what they make pods of; a Pod is one itself. */
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

/** The path to the template of the pods of a kind, with its `metadata` and `spec`; undefined for kinds without pods. */
export function podTemplatePath(kind: string): readonly string[] | undefined {
  return templatePaths[kind]
}
