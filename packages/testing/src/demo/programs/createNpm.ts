import type { Program } from '../../cluster/machine/Process.ts'
import { answering } from './answering.ts'

export interface NpmOptions {
  /** As in package.json. */
  name: string
  version: string
  /** What each script runs: the line that npm shows, and the program. */
  scripts: Readonly<Record<string, readonly [line: string, program: Program]>>
}

/** `npm run <script>`, `npm start`, `npm test`, `npm -v`; pnpm answers the same. */
export function createNpm({ name, version, scripts }: NpmOptions): Program {
  const list = Object.entries(scripts).map(([script, [line]]) => `  ${script}\n    ${line}\n`)
  const announced = (script: string, [line, program]: readonly [string, Program]): Program => {
    return async (context) => {
      await context.stdout.write(new TextEncoder().encode(`\n> ${name}@${version} ${script}\n> ${line}\n\n`))
      return program(context)
    }
  }
  const answers = Object.entries(scripts).flatMap(([script, entry]) => {
    const program = announced(script, entry)
    return [
      [`run ${script}`, program],
      [script, program],
    ] as [string, Program][]
  })
  return answering({
    ...Object.fromEntries(answers),
    run: `Scripts available in ${name}@${version} via \`npm run\`:\n${list.join('')}`,
    '-v': '11.6.2\n',
    '--version': '11.6.2\n',
    ls: `${name}@${version} /app\n├── react@19.3.1\n├── typescript@6.0.3\n└── vite@8.3.8\n`,
  })
}
