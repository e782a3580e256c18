import type { Program } from '../../cluster/machine/Process.ts'
import type { FindCommit } from '../world/createGitHost.ts'
import { bold, cyan, red, yellow } from './colours.ts'
import { playSteps, type Step } from './playSteps.ts'

/** `executor --context=… --destination=…`: builds an image as long as the commit says; some do not compile. */
export function createKaniko(findCommit: FindCommit): Program {
  return async (context) => {
    const flag = (name: string) =>
      context.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? ''
    const sha = /#([0-9a-f]{40})$/.exec(flag('context'))?.[1] ?? ''
    const commit = findCommit(sha)
    const seconds = commit?.buildSeconds ?? 20
    const started = context.clock.now()
    /** Kaniko counts the seconds since its start. */
    const info = (text: string) => {
      const elapsed = Math.floor((context.clock.now() - started) / 1000)
      return `${cyan('INFO')}[${String(elapsed).padStart(4, '0')}] ${text}\n`
    }
    const isPython = context.argv.some((one) => one.includes('billing'))
    const steps = isPython ? pythonBuild(info, seconds) : nodeBuild(info, seconds)
    const code = await playSteps(context, steps, { exitCode: 143 })
    if (context.signal.aborted) return code
    if (commit?.breaksBuild === true) {
      await playSteps(context, compilerErrors())
      return 1
    }
    const destination = flag('destination')
    await playSteps(context, [
      { text: info('Taking snapshot of full filesystem...'), wait: 900 },
      { text: info(`Pushing image to ${destination}`), wait: 1200 },
      { text: info(`Pushed ${destination.replace(/:[^:/]*$/, '')}@sha256:${sha.repeat(2).slice(0, 64)}`) },
    ])
    return 0
  }
}

type Info = (text: string) => string

function* nodeBuild(info: Info, seconds: number): Generator<Step> {
  const wait = (share: number) => Math.round(seconds * 1000 * share)
  yield { text: info('Retrieving image manifest docker.io/library/node:24-alpine'), wait: wait(0.05) }
  yield { text: info('Using caching version of cmd: COPY package.json pnpm-lock.yaml ./'), wait: wait(0.05) }
  yield { text: info('RUN corepack pnpm install --frozen-lockfile'), wait: wait(0.1) }
  for (const [done, share] of [
    [212, 0.08],
    [640, 0.08],
    [1042, 0.08],
  ] as const) {
    yield { text: `Progress: resolved 1042, reused ${done - 12}, downloaded 12, added ${done}\n`, wait: wait(share) }
  }
  yield {
    text: `${yellow(' WARN ')} 2 deprecated subdependencies found: glob@7.2.3, inflight@1.0.6\n`,
    wait: wait(0.06),
  }
  yield { text: info('COPY . .'), wait: wait(0.1) }
  yield { text: info('RUN pnpm run build'), wait: wait(0.05) }
  yield { text: '\n> storefront-web@2.14.0 build\n> tsc --noEmit && vite build\n\n', wait: wait(0.35) }
}

function* pythonBuild(info: Info, seconds: number): Generator<Step> {
  yield { text: info('Retrieving image manifest docker.io/library/python:3.13-slim'), wait: 1500 }
  yield { text: info('RUN pip install --require-hashes -r requirements.txt'), wait: 2000 }
  const wheels = ['psycopg', 'cryptography', 'lxml', 'pillow', 'numpy', 'uvloop', 'orjson', 'pandas'] as const
  const parts = Math.max(1, Math.round((seconds - 5) / 9))
  for (let part = 0; part < parts; part++) {
    const wheel = wheels[part % wheels.length] ?? 'psycopg'
    const text =
      part % 3 === 0
        ? `  Building wheel for ${wheel} (pyproject.toml): started\n`
        : `  Building wheel for ${wheel} (pyproject.toml): still running...\n`
    yield { text, wait: Math.round((1000 * (seconds - 5)) / parts) }
  }
  yield { text: `Successfully installed django-6.0 psycopg-3.3.1 celery-5.6.0 gunicorn-23.0.0\n`, wait: 800 }
  yield { text: info('RUN python manage.py collectstatic --noinput'), wait: 900 }
}

function* compilerErrors(): Generator<Step> {
  const place = (file: string, line: number, column: number) =>
    `${cyan(file)}:${yellow(String(line))}:${yellow(String(column))}`
  yield {
    text: `${place('src/basket/total.ts', 27, 24)} - ${red('error')} TS2345: Argument of type 'number' is not assignable to parameter of type 'Money'.\n\n`,
  }
  yield { text: `27   return basket.lines.reduce((sum, line) => add(sum, line.price * line.quantity), zero)\n` }
  yield { text: `                            ${red('~~~~~~~~~~~~~~~~~~~~~~~~~~')}\n\n` }
  yield {
    text: `${place('src/basket/Basket.tsx', 61, 18)} - ${red('error')} TS2322: Type 'Money' is not assignable to type 'ReactNode'.\n\n`,
  }
  yield { text: `${bold('Found 2 errors in 2 files.')}\n\n` }
  yield { text: ' ELIFECYCLE  Command failed with exit code 2.\n', stream: 'stderr' }
  yield {
    text: 'error building image: error building stage: failed to execute command: waiting for process to exit: exit status 2\n',
    stream: 'stderr',
  }
}
