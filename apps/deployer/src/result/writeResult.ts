import { writeFileSync } from 'node:fs'
import type { DeploymentResult } from '@catalyst/operator/deployment'
import type { Surroundings } from '../Surroundings.ts'
import { encodeResult } from './encodeResult.ts'

/** Where the result is written to, where it is not the file that Kubernetes reads. */
const resultVariable = 'CATALYST_RESULT'

/** Writes the result to where Kubernetes keeps it of a container that has ended; at once, so that it is there even in a crash. */
export function writeResult(env: Surroundings['env'], result: DeploymentResult): void {
  writeFileSync(env[resultVariable] || '/dev/termination-log', encodeResult(result))
}
