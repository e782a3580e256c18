import { labels as keys } from '@catalyst/api/labels'
import type { ObjectInput } from '../../cluster/objects/KubernetesObject.ts'
import type { Wanted, WantedSource } from './Wanted.ts'

/** `build-<project>-<commit>`, with the name of the source where there are several. */
export function buildJobName({ project, sources }: Wanted, { name, commitSha }: WantedSource): string {
  const component = sources.length > 1 ? `-${name}` : ''
  const commit = `-${commitSha.slice(0, 7)}`
  return `${`build-${project.metadata.name}${component}`.slice(0, 63 - commit.length)}${commit}`
}

/** The Job that builds the image of a source. */
export function desiredBuildJob(wanted: Wanted, source: WantedSource): ObjectInput {
  const labels = { ...wanted.labels, [keys.component]: source.name }
  const { dockerfile = 'Dockerfile', cache = true } = wanted.project.spec.build ?? {}
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: buildJobName(wanted, source), namespace: wanted.namespace, labels },
    spec: {
      ttlSecondsAfterFinished: 3600,
      backoffLimit: 0,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          containers: [
            {
              name: 'kaniko',
              image: 'gcr.io/kaniko-project/executor:latest',
              args: [
                `--context=${source.repositoryUrl.replace(/^https/, 'git')}#${source.commitSha}`,
                `--destination=${source.image}`,
                `--dockerfile=${dockerfile}`,
                '--insecure',
                `--cache=${String(cache)}`,
              ],
              resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
            },
          ],
        },
      },
    },
  }
}
