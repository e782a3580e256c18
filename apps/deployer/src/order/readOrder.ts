import { deploymentOrderSchema, orderVariable, type DeploymentOrder } from '@catalyst/operator/deployment'
import { z } from 'zod'
import { DeployError } from '../DeployError.ts'

/** @throws DeployError `OrderInvalid`. Values of the order are not repeated: they may be secret. */
export function readOrder(env: Readonly<Record<string, string | undefined>>): DeploymentOrder {
  const text = env[orderVariable]
  if (!text) {
    throw invalid(
      `${orderVariable} is not set. This program is run by Jobs of the operator, which say there what to do.`,
    )
  }
  const parsed = deploymentOrderSchema.safeParse(parse(text))
  if (parsed.success) return parsed.data
  throw invalid(
    `${orderVariable} is no order that this version knows (${z.prettifyError(parsed.error).replaceAll('\n', ' ')}). ` +
      'Run the operator and the deployer from the same image.',
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message repeats a part of the text.
    throw invalid(`${orderVariable} is not JSON. Run the operator and the deployer from the same image.`)
  }
}

function invalid(message: string): DeployError {
  return new DeployError(message, { reason: 'OrderInvalid' })
}
