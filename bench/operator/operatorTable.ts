import type { OperatorBench } from './benchOperator.ts'

interface Line {
  what: string
  goal: string
  here: string
  isHeld: boolean
}

/** What was measured beside what was to be reached. */
export function operatorTable(bench: OperatorBench, counts: { pass: number; steady: number }): string {
  const { firstWrites, firstRepeated, passWrites, passSeconds, restartCpuSeconds, steady } = bench
  const { rssMiB, cpuPercent, requests, looks } = steady
  const lines: Line[] = [
    {
      what: `writes of an operator that begins over ${counts.pass} Ready environments (it rests after ${passSeconds.toFixed(1)} s)`,
      goal: '0',
      here: String(passWrites.length),
      isHeld: passWrites.length === 0,
    },
    {
      what: 'writes for a prebuilt environment, from create to Ready',
      goal: 'at most 20',
      here: String(firstWrites.length),
      isHeld: firstWrites.length <= 20,
    },
    { what: 'of them repeated', goal: '0', here: String(firstRepeated.length), isHeld: firstRepeated.length === 0 },
    {
      what: `resident memory with ${counts.steady} environments`,
      goal: 'under 300 MiB',
      here: `${rssMiB.toFixed(0)} MiB`,
      isHeld: rssMiB < 300,
    },
    {
      what: `processor while nothing changes, of a core (${steady.seconds} s, ${steady.passes} passes of a resync)`,
      goal: 'under 2 %',
      here: `${cpuPercent.toFixed(1)} %`,
      isHeld: cpuPercent < 2,
    },
    {
      what: 'requests meanwhile, but watches and the Lease',
      goal: '0',
      here: `${requests.length} (${steady.watches} watches, ${steady.leases} of the Lease)`,
      isHeld: requests.length === 0,
    },
    {
      what: `looks meanwhile at the Secret that all ${counts.steady} have a copy of`,
      goal: 'one a minute',
      here: String(looks),
      // It may have been due just before, and is taken a little early rather than late.
      isHeld: looks <= 1 + Math.ceil(steady.seconds / 54),
    },
  ]
  const rows = lines.map(
    ({ what, goal, here, isHeld }) => `| ${what} | ${goal} | ${here} | ${isHeld ? 'held' : 'missed'} |`,
  )
  const listed = (title: string, requests: readonly string[]) => (requests.length === 0 ? [] : ['', title, ...requests])
  return [
    '### The operator',
    '',
    '| | goal | here | |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    `To begin, lists and a pass over all ${counts.steady} included: ${restartCpuSeconds.toFixed(1)} s of processor time.`,
    ...listed('Writes from create to Ready:', firstWrites),
    ...listed('Repeated:', firstRepeated),
    ...listed('Writes of the second pass:', passWrites),
    ...listed('Requests while nothing changes:', requests),
    '',
  ].join('\n')
}
