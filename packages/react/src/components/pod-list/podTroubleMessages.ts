import type { PodTroubleCause, PodTroubleFacts } from './PodTrouble.ts'

/** Words about a trouble: what is the matter, and what to do about it. What stands between backticks is code. */
export interface PodTroubleWords {
  title: string
  fix: string
}

const imageOf = ({ image }: PodTroubleFacts) => (image === undefined ? 'The image' : `The image \`${image}\``)

/** Words of each cause. */
export const podTroubleMessages: Record<PodTroubleCause, (facts: PodTroubleFacts) => PodTroubleWords> = {
  ImageNameInvalid: (facts) => ({
    title: `${imageOf(facts)} has a name that no registry can have`,
    fix: 'Names are lower case, as in `registry.example.com/team/app:1.2`. Correct it in the template or in the environment’s configuration.',
  }),
  ImageNotFound: (facts) => ({
    title: `${imageOf(facts)} does not exist`,
    fix: 'Check name and tag for a typing error, and whether the build has pushed it. It is tried again by itself once it is there.',
  }),
  ImageRefused: (facts) => ({
    title: `${imageOf(facts)} may not be pulled`,
    fix: 'The registry wants credentials, or other ones. Name a Secret with them under `registryCredentials` of the project, or check that it has not expired. A misspelt name looks the same to some registries.',
  }),
  ImageArchitecture: (facts) => ({
    title: `${imageOf(facts)} is built for another kind of processor`,
    fix: 'Build it for the architecture of the cluster’s nodes, for example with `docker buildx build --platform linux/amd64,linux/arm64`.',
  }),
  ImageNeverPulled: (facts) => ({
    title: `${imageOf(facts)} is not on the node, and must not be pulled`,
    fix: 'Load it onto the node, or set `imagePullPolicy` to `IfNotPresent`.',
  }),
  ImagePull: (facts) => ({
    title: `${imageOf(facts)} can not be pulled`,
    fix: 'What Kubernetes says below tells more. It is tried again by itself, at growing intervals.',
  }),
  RegistryUnreachable: (facts) => ({
    title: `The registry of ${imageOf(facts).replace('The', 'the')} does not answer`,
    fix: 'Check the address, whether the registry is up, and whether nodes may reach it. For a certificate that is not trusted, give the nodes its authority.',
  }),
  SecretMissing: ({ missing }) => ({
    title: `The Secret \`${missing ?? '?'}\` is missing`,
    fix: 'Create it in the environment’s namespace, or name it under `config.envFrom` so that it is copied from the project. It starts by itself once it is there.',
  }),
  ConfigMapMissing: ({ missing }) => ({
    title: `The ConfigMap \`${missing ?? '?'}\` is missing`,
    fix: 'Create it in the environment’s namespace, or add it to the template. It starts by itself once it is there.',
  }),
  KeyMissing: ({ missing }) => ({
    title: `A Secret or ConfigMap lacks the key \`${missing ?? '?'}\``,
    fix: 'Add the key to it, or correct its name where the variable is defined.',
  }),
  RunsAsRoot: () => ({
    title: 'It would run as root, which is not allowed here',
    fix: 'Set a user in the image (`USER 1000` in the Dockerfile), or `runAsUser` in the template.',
  }),
  ConfigInvalid: () => ({
    title: 'Its configuration can not be applied',
    fix: 'What Kubernetes says below names the field. Correct it in the template or in the environment’s configuration.',
  }),
  CommandNotFound: () => ({
    title: 'Its command does not exist in the image',
    fix: 'Check the command for a typing error, and that the program is installed in the image. Set another one under Configuration.',
  }),
  NotExecutable: () => ({
    title: 'Its command may not be executed',
    fix: 'Make the file executable (`chmod +x`) in the image, or start it with its interpreter, as in `sh start.sh`.',
  }),
  CannotStart: () => ({
    title: 'The container can not be started',
    fix: 'What Kubernetes says below tells why; most often it is the command, the folder or a mount.',
  }),
  OutOfMemory: () => ({
    title: 'It ran out of memory and was killed',
    fix: 'Raise its memory limit in the template, or find out what takes so much: look at its usage and at the log of the run before.',
  }),
  EndsAtOnce: () => ({
    title: 'Its command ends without an error, so that it is started again and again',
    fix: 'The command must keep running, as a server does. Look at the log of the run before, and see whether it starts something in the background.',
  }),
  Crash: ({ exitCode }) => ({
    title: exitCode === undefined ? 'It crashes' : `It crashes with exit code ${exitCode}${exitMeaning(exitCode)}`,
    fix: 'Its last words are in the log of the run before: look for the error there. It is started again by itself, at growing intervals.',
  }),
  InitFailed: ({ exitCode }) => ({
    title: `A step before the start failed${exitCode === undefined ? '' : ` with exit code ${exitCode}`}`,
    fix: 'Nothing else starts until it succeeds. Its log says why it failed.',
  }),
  LivenessProbe: () => ({
    title: 'It is restarted because it does not answer whether it is alive',
    fix: 'Check path and port of the liveness probe. If it is only slow, allow more time, or add a startup probe.',
  }),
  StartupProbe: () => ({
    title: 'It is not up in the time that it has',
    fix: 'Check path and port of the startup probe, and raise its `failureThreshold` if the start takes long.',
  }),
  ReadinessProbe: () => ({
    title: 'It runs, but says that it is not ready',
    fix: 'No request reaches it until its readiness probe succeeds. Check the probe’s path and port, that the application listens on `0.0.0.0`, and what it waits for.',
  }),
  NotReady: () => ({
    title: 'It runs, but has not become ready',
    fix: 'No request reaches it meanwhile. Its log says what it waits for.',
  }),
  VolumeMount: () => ({
    title: 'A volume can not be mounted',
    fix: 'It may still be attached elsewhere, which ends by itself, or its claim is not right. What Kubernetes says below names it.',
  }),
  Network: () => ({
    title: 'The node can not give it a network',
    fix: 'That is a fault of the cluster’s network, not of the application. It is tried again by itself; tell who runs the cluster if it stays.',
  }),
  NoRoom: ({ resource }) => ({
    title: resource === undefined ? 'No node has room for it' : `No node has enough ${resource} left for it`,
    fix: 'Ask for less in the template, delete environments that nobody needs, or have nodes added. It starts by itself once there is room.',
  }),
  NoNode: () => ({
    title: 'No node is fit to run it',
    fix: 'Nodes are tainted, or the template’s node selector or affinity matches none. What Kubernetes says below counts them.',
  }),
  VolumeUnbound: () => ({
    title: 'Its volume is not there',
    fix: 'The claim waits for a volume: check its storage class and size, and that the cluster has one to give.',
  }),
  Gated: () => ({
    title: 'It is held back until somebody lets it go',
    fix: 'A scheduling gate keeps it from any node. Who set the gate has to take it away.',
  }),
  Evicted: () => ({
    title: 'The node put it out because it ran short',
    fix: 'Another takes its place by itself. If it happens again, give it requests that say what it needs, or write less to its disk.',
  }),
  Rejected: () => ({
    title: 'The node refused it',
    fix: 'The node could not keep what the scheduler had promised. Another takes its place by itself.',
  }),
  NodeLost: () => ({
    title: 'Its node is gone or shutting down',
    fix: 'Another takes its place on another node by itself; that can take five minutes.',
  }),
  DeadlineExceeded: () => ({
    title: 'It took longer than it may',
    fix: 'Raise `activeDeadlineSeconds`, or make it faster. It is not started again.',
  }),
  QuotaExceeded: () => ({
    title: 'There is no pod, because the quota is used up',
    fix: 'Ask for less in the template, or raise `spec.resources` of the project. It is tried again by itself.',
  }),
  PolicyRefused: () => ({
    title: 'There is no pod, because the cluster’s security policy forbids it',
    fix: 'What Kubernetes says below names what is forbidden, such as running as root or a folder of the node. Change it in the template.',
  }),
  CreateRefused: () => ({
    title: 'There is no pod, because the cluster refused to make it',
    fix: 'What Kubernetes says below tells why. It is tried again by itself.',
  }),
  StuckTerminating: () => ({
    title: 'It does not end',
    fix: 'Its process ignores the signal, its node does not answer, or a finalizer holds it. It goes once that is over; who runs the cluster can remove it.',
  }),
}

/**
 * What an exit code means by convention: 128 and more is the number of a signal.
 * @see https://tldp.org/LDP/abs/html/exitcodes.html
 */
function exitMeaning(code: number): string {
  if (code === 137) return ' (killed)'
  if (code === 139) return ' (a segmentation fault)'
  return code === 143 ? ' (asked to end)' : ''
}
