import { z } from 'zod'
import { limitsSchema } from './limitsSchema.ts'

const text = z.string({ error: 'Give a text.' }).min(1, 'Give a text that is not empty, or leave the key out.')
const texts = z.array(text, { error: 'Give a list of texts.' })
const path = text.describe('path of a file')
const portNumber = (least: number) => {
  const error = `Give a whole number from ${least} to 65535.`
  return z.int({ error }).min(least, error).max(65_535, error)
}

const seconds = (least: number, most: number) => {
  const error = `Give a whole number of seconds from ${least} to ${most}.`
  return z.int({ error }).min(least, error).max(most, error)
}

/** An address without what belongs to a page, such as a query. */
const address = text.refine(
  isAddress,
  'Give an address such as https://catalyst.example.com, without query or fragment.',
)
const teamPrefix = 'What the name of a group begins with that stands for a team. Without it `team:`.'
const origin = text.refine(
  (value) => isAddress(value) && new URL(value).origin === value,
  'Give origins such as https://tools.example.com: scheme, host and port alone, without a slash at the end.',
)

/**
 * Everything that can be configured, as it stands in the file. `docs/configuration.md` is made from it, the variables
 * of the environment follow from its keys, and the chart's values take it as it is. Secrets are never in it: a key that
 * ends in `File` names the file that holds one.
 */
export const configurationSchema = z
  .strictObject({
    host: text
      .default('localhost')
      .describe(
        'Address to listen on. `localhost` takes both loopback addresses. Others need a sign-in: see `identity`.',
      ),
    port: portNumber(0).default(8080).describe('Port to listen on; 0 takes a free one.'),
    publicUrl: address.optional().describe('Where browsers find this server, if that is not its own address.'),
    basePath: text
      .regex(/^\//, 'Give a path that begins with a slash, such as /catalyst.')
      .optional()
      .describe('Path below which everything is. Without it, the path of `publicUrl`, else the root.'),
    allowedOrigins: z
      .array(origin, { error: 'Give a list of origins.' })
      .default([])
      .describe('Further origins whose pages may use this server: scheme, host and port.'),
    logLevel: z
      .enum(['debug', 'info', 'warn', 'error'], { error: 'Give one of debug, info, warn, error.' })
      .optional()
      .describe('What is logged. Without it `info`, and `warn` for the embedded cluster.'),
    identity: z
      .enum(['none', 'token', 'oidc'], { error: 'Give one of none, token, oidc.' })
      .default('none')
      .describe(
        'How callers say who they are: `none` serves this machine alone, with the rights of the cluster credential; `token` takes bearer tokens from a file; `oidc` takes sign-ins and tokens of an OpenID provider.',
      ),
    environmentAddresses: z
      .boolean({ error: 'Give true or false.' })
      .default(true)
      .describe(
        'Whether `http://<namespace>.localhost:<port>/` leads to what runs in an environment, through the API server. With `identity` `none` only.',
      ),
    token: z
      .strictObject({
        file: path
          .optional()
          .describe(
            'File of bearer tokens, lines of `token,subject,"group1,group2"`. Needed where `identity` is `token`.',
          ),
        teamGroupPrefix: text.optional().describe(teamPrefix),
      })
      .default({}),
    oidc: z
      .strictObject({
        issuer: address
          .optional()
          .describe('The provider, exactly as its tokens name it. Needed where `identity` is `oidc`.'),
        clientId: text
          .optional()
          .describe('What the provider knows this server as. Needed where `identity` is `oidc`.'),
        clientSecretFile: path.optional().describe('File of the client secret; without it the client is a public one.'),
        sessionKeyFile: path
          .optional()
          .describe(
            'File of the keys that sessions are encrypted with, base64 of 32 bytes on each line: the first one encrypts, all decrypt. Replicas share it. Without it, sessions end with the process.',
          ),
        caFile: path.optional().describe('File of certificates (PEM) to trust the provider by, beside the usual ones.'),
        audience: texts
          .optional()
          .describe('Whom bearer tokens may be for, one of them. Without it, the `clientId` alone.'),
        scopes: texts.optional().describe('Scopes to ask for at sign-in.'),
        subjectClaim: text.optional().describe('Claim that names the caller.'),
        groupsClaim: text.optional().describe('Claim that lists the groups of the caller.'),
        teamGroupPrefix: text.optional().describe(teamPrefix),
        sessionSeconds: seconds(60, 30 * 24 * 3600)
          .optional()
          .describe('How long a sign-in lasts at most, renewals included, in seconds. Without it 12 hours.'),
        clockSkewSeconds: seconds(0, 300)
          .optional()
          .describe('How far the clocks of provider and server may be apart, in seconds.'),
      })
      .default({}),
    impersonation: z
      .strictObject({
        usernamePrefix: text
          .optional()
          .describe("Put before the caller's name towards Kubernetes; the API server's `--oidc-username-prefix`."),
        groupsPrefix: text
          .optional()
          .describe("Put before each group towards Kubernetes; the API server's `--oidc-groups-prefix`."),
        groups: texts
          .optional()
          .describe('The only groups, without prefix, that Kubernetes is told. Without it, all of the caller.'),
      })
      .default({}),
    rightsIntervalMs: z
      .int({ error: 'Give a whole number of milliseconds from 1000 up.' })
      .min(1000, 'Give a whole number of milliseconds from 1000 up.')
      .optional()
      .describe(
        'A right that is taken away ends streams, logs and shells within this time, in milliseconds. Without it 60000.',
      ),
    debugImage: text
      .optional()
      .describe(
        'Image of containers for debugging, where a request names none. Without it `docker.io/library/busybox:stable`.',
      ),
    apiServers: z
      .record(
        text,
        z.strictObject({
          server: address.describe('its address'),
          caFile: path.optional().describe('file of the certificates (PEM) to trust it by'),
          insecureSkipTlsVerify: z.boolean({ error: 'Give true or false.' }).optional(),
        }),
        { error: 'It has to be a mapping of names of clusters to what is known of them.' },
      )
      .default({})
      .describe(
        'Where people find the API servers, by the name of the cluster: `server`, and `caFile` or `insecureSkipTlsVerify` where needed. It is written into kubeconfigs that they are given. Without it, the address that this server uses.',
      ),
    limits: limitsSchema,
    metrics: z
      .strictObject({
        port: portNumber(0)
          .optional()
          .describe('Port for Prometheus, on the same host; 0 takes a free one. The main port then has no `/metrics`.'),
      })
      .default({}),
    audit: z
      .strictObject({
        file: path
          .optional()
          .describe('File to append audit records to; opened anew on SIGHUP. Without it they go to standard output.'),
        commands: z
          .enum(['redacted', 'program'], { error: 'Give one of redacted, program.' })
          .default('redacted')
          .describe(
            'What is recorded of the command of an exec: all of it without what looks like a secret, or the program alone.',
          ),
        queueRecords: z
          .int({ error: 'Give a whole number from 100 to 1000000.' })
          .min(100, 'Give a whole number from 100 to 1000000.')
          .max(1_000_000, 'Give a whole number from 100 to 1000000.')
          .default(10_000)
          .describe('How many records wait while the sink takes none. What comes after them is counted and dropped.'),
      })
      .prefault({}),
    shutdown: z
      .strictObject({
        delaySeconds: seconds(0, 60)
          .default(0)
          .describe(
            'How long it goes on serving after SIGTERM while `/readyz` says 503, so that load balancers notice. Where Kubernetes waits by a preStop hook, 0 is right.',
          ),
      })
      .prefault({}),
    demo: z
      .boolean({ error: 'Give true or false.' })
      .optional()
      .describe(
        'Whether the embedded cluster may stand in where no cluster is configured. Without it, everywhere but in a pod.',
      ),
    seedSelfDeploy: z
      .boolean({ error: 'Give true or false.' })
      .default(false)
      .describe(
        'Whether the embedded cluster begins with the project that is Catalyst itself. Other clusters get it by `kubectl apply -f examples/self-deploy`.',
      ),
  })
  .superRefine((value, context) => {
    const fault = (key: string, message: string) => context.addIssue({ code: 'custom', path: key.split('.'), message })
    const needs = (key: string, there: unknown, kind: string) => {
      if (there === undefined) fault(key, `It is needed where identity is ${kind}. Set it.`)
    }
    if (value.identity === 'token') needs('token.file', value.token.file, 'token')
    else if (value.token.file !== undefined)
      fault('token.file', 'It counts only where identity is token. Set identity.')
    if (value.identity === 'oidc') {
      needs('oidc.issuer', value.oidc.issuer, 'oidc')
      needs('oidc.clientId', value.oidc.clientId, 'oidc')
    } else if (Object.keys(value.oidc).length > 0) {
      fault(`oidc.${Object.keys(value.oidc)[0]}`, 'It counts only where identity is oidc. Set identity.')
    }
    const { port } = value.metrics
    if (port !== undefined && port !== 0 && port === value.port)
      fault('metrics.port', 'It is the port of the server itself. Give another one.')
  })

/** What is configured, with defaults. */
export type Configuration = z.output<typeof configurationSchema>

function isAddress(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username + url.password === ''
}
