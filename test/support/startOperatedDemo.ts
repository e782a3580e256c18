import { startDemo, type Demo } from '@catalyst/testing/demo'
import { prepareOperator } from '../../apps/server/src/embedded/prepareOperator.ts'

const quiet = () => undefined
const tell = (fields: object, message: string) => console.error(message, fields)

/** Starts what `npm start` shows: teams, projects and environments, with the operator at work. */
export function startOperatedDemo(): Promise<Demo> {
  const logger = { debug: quiet, info: quiet, warn: tell, error: tell }
  return startDemo(prepareOperator({ port: 8080, logger }))
}
