import type { DeployReason } from '../DeployError.ts'

export interface Explanation {
  reason: DeployReason
  message: string
  retry?: boolean
}

interface Case {
  said: RegExp
  reason: DeployReason
  /** What it means and what to do; Helm's own words follow. */
  means: string
  retry?: boolean
}

/** The first that fits counts: what the API server says about one object stands inside of what Helm says about the release. */
const cases: readonly Case[] = [
  {
    said: /cluster unreachable|connection refused|no such host|i\/o timeout|TLS handshake timeout|connection reset by peer|etcdserver: /i,
    reason: 'ClusterUnreachable',
    means: 'The cluster did not answer.',
    retry: true,
  },
  {
    said: /exceeded quota|is forbidden: maximum |must specify limits\./i,
    reason: 'QuotaExceeded',
    means:
      'The chart wants more than the quota of the environment has. Ask for less, or have the quota of the project raised.',
  },
  {
    said: /another operation \(install\/upgrade\/rollback\) is in progress/,
    reason: 'ReleaseStuck',
    means: 'Something else is changing the release at the same time.',
    retry: true,
  },
  {
    said: /violates PodSecurity/,
    reason: 'ApplyRefused',
    means:
      'The pods of the chart want more than the Pod Security of environments allows. Correct their securityContext.',
  },
  {
    said: /admission webhook|ValidatingAdmissionPolicy/,
    reason: 'ApplyRefused',
    means: 'A policy of the cluster refuses an object of the chart.',
  },
  {
    said: /is forbidden: User .* cannot |forbidden: .* cannot .* resource|attempting to grant RBAC permissions/,
    reason: 'Forbidden',
    means:
      'The chart reaches outside its namespace, or for something that environments may not have. Take it out, or switch it off by a value.',
  },
  {
    said: /values don't meet the specifications of the schema/,
    reason: 'RenderFailed',
    means: "The values do not fit the chart's values.schema.json. Correct them in the template or in the environment.",
  },
  {
    said: /execution error at \(/,
    reason: 'RenderFailed',
    means: 'The chart refuses these values. Correct them in the template or in the environment.',
  },
  {
    said: /template: |parse error at |YAML parse error on |error converting YAML|post render/,
    reason: 'RenderFailed',
    means: 'The chart can not be rendered. Correct the template or the values that it reads.',
  },
  {
    said: /no matches for kind|unable to build kubernetes objects|error validating|unable to decode|unknown field|resource mapping not found/,
    reason: 'RenderFailed',
    means: 'The chart renders something that the cluster does not know. Correct the template.',
  },
  {
    said: /Chart\.yaml|chart\.metadata|validation: |library charts are not installable|charts\/ directory|chart requires kubeVersion|error unpacking|cannot load|gzip|must use .* apiVersion|is not a valid chart|irregular file|maximum (?:decompressed )?(?:file|chart) size|dependencies/,
    reason: 'ChartInvalid',
    means: 'Helm can not read the chart. Correct it; "helm lint" shows the same.',
  },
  {
    said: /hooks? failed|failed (?:pre|post)-|BackoffLimitExceeded|timed out waiting|context deadline exceeded/,
    reason: 'ReleaseFailed',
    means: 'A hook of the chart failed or did not end in time. The log of its pod in the environment says why.',
  },
  {
    said: / is invalid: |Invalid value|field is immutable|Required value/,
    reason: 'ApplyRefused',
    means: 'The cluster refuses an object of the chart. Correct the template or the values.',
  },
]

const other: Omit<Case, 'said'> = { reason: 'ReleaseFailed', means: 'Helm could not bring the release about.' }

/** What a failure of Helm means. @param said what it wrote on standard error. */
export function explainHelm(said: string): Explanation {
  const own = essenceOf(said)
  const { reason, means, retry } = cases.find((entry) => entry.said.test(own)) ?? other
  return { reason, message: own === '' ? means : `${means} Helm says: ${own}`, ...(retry === true && { retry }) }
}

/** Its error alone, on one line, without warnings and without what it says at every failure. */
function essenceOf(said: string): string {
  const lines = said.split('\n')
  const start = lines.findLastIndex((line) => line.startsWith('Error: '))
  return (start < 0 ? lines.slice(-5) : lines.slice(start))
    .join(' ')
    .replace(/^Error: /, '')
    .replace(/^(?:UPGRADE FAILED|INSTALLATION FAILED|uninstall): /, '')
    .replaceAll(/Use --debug flag to render out invalid YAML/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
