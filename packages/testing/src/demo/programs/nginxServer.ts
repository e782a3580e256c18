import type { Program } from '../../cluster/machine/Process.ts'
import type { Random } from '../createRandom.ts'
import { accessTime } from './accessTime.ts'
import { playSteps, type Step } from './playSteps.ts'
import { randomOf } from './randomOf.ts'

const paths = [
  '/',
  '/assets/app.3f9c2.js',
  '/assets/app.81b0e.css',
  '/maps/tides',
  '/maps/currents',
  '/favicon.svg',
  '/old-page',
] as const
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/604.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
] as const

/** `nginx -g "daemon off;"`, with its access log in the combined format. */
export const nginxServer: Program = (context) => {
  const now = () => context.clock.now()
  return playSteps(context, nginxLog(randomOf(context), now), {
    goodbye: notice(now(), 'signal 15 (SIGTERM) received, exiting'),
  })
}

function* nginxLog(random: Random, now: () => number): Generator<Step> {
  yield { text: '/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration\n' }
  yield { text: '/docker-entrypoint.sh: Configuration complete; ready for start up\n', wait: 200 }
  yield { text: notice(now(), 'nginx/1.29.3'), stream: 'stderr' }
  yield { text: notice(now(), 'start worker processes'), stream: 'stderr', wait: 900 }
  for (;;) {
    const path = random.pick(paths)
    const status = path === '/old-page' ? 404 : random.chance(0.2) ? 304 : 200
    const size = status === 304 ? 0 : random.between(180, 48_000)
    const client = `10.244.0.${random.between(2, 9)}`
    yield {
      text: `${client} - - [${accessTime(now())}] "GET ${path} HTTP/1.1" ${status} ${size} "-" "${random.pick(agents)}"\n`,
      wait: random.between(1400, 6500),
    }
    if (status === 404) {
      const file = `"/usr/share/nginx/html${path}" failed (2: No such file or directory)`
      const text = `${errorTime(now())} [error] 29#29: *${random.between(40, 900)} open() ${file}, client: ${client}, server: _\n`
      yield { text, stream: 'stderr' }
    }
  }
}

function notice(now: number, text: string): string {
  return `${errorTime(now)} [notice] 1#1: ${text}\n`
}

function errorTime(now: number): string {
  return new Date(now).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')
}
