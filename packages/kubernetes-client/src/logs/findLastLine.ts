import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { sinceTimeBefore } from './logTime.ts'
import type { TimedLine } from './LogLineReader.ts'
import type { PodLogOptions } from './logRequest.ts'
import { openLog } from './openLog.ts'

type LogTarget = Pick<PodLogOptions, 'namespace' | 'pod' | 'container' | 'impersonate' | 'signal'>

/** The last line of a log; `undefined` when it is empty. */
export async function findLastLine(kubeConfig: ClusterAccess, target: LogTarget): Promise<TimedLine | undefined> {
  let last: TimedLine | undefined
  for await (const lines of readAll(kubeConfig, { ...target, tailLines: 1 })) last = lines.at(-1) ?? last
  return last
}

/** How many lines of a log have this time. */
export async function countLinesAt(kubeConfig: ClusterAccess, target: LogTarget, time: string): Promise<number> {
  let count = 0
  for await (const lines of readAll(kubeConfig, { ...target, sinceTime: sinceTimeBefore(time) })) {
    count += lines.filter((line) => line.time === time).length
  }
  return count
}

async function* readAll(kubeConfig: ClusterAccess, options: PodLogOptions) {
  const log = await openLog(kubeConfig, options)
  try {
    for (;;) {
      const read = await log.read(30_000)
      if (read === undefined) throw new Error('The log stopped in the middle.')
      if (read === 'end') break
      yield read
    }
    const rest = log.takeRest()
    if (rest) yield [rest]
  } finally {
    log.close()
  }
}
