import type { Program } from '../../cluster/machine/Process.ts'
import type { Random } from '../createRandom.ts'
import { bold, cyan, dim, green, grey, red, yellow } from './colours.ts'
import { playSteps, type Step } from './playSteps.ts'
import { randomOf } from './randomOf.ts'

const modules = [
  'src/App.tsx',
  'src/checkout/CheckoutPage.tsx',
  'src/checkout/AddressForm.tsx',
  'src/basket/Basket.tsx',
  'src/search/SearchField.tsx',
  'src/products/ProductCard.tsx',
  'src/styles/tokens.css',
] as const

/** `vite --host`: the development server of the web shop. */
export const viteServer: Program = (context) => {
  const port = context.env['PORT'] ?? '5173'
  return playSteps(context, viteLog({ random: randomOf(context), now: () => context.clock.now(), port }))
}

interface ViteOptions {
  random: Random
  now: () => number
  port: string
}

function* viteLog({ random, now, port }: ViteOptions): Generator<Step> {
  yield { text: '', wait: 900 }
  const address = (host: string) => cyan(`http://${host}:${bold(port)}/`)
  yield {
    text: [
      '',
      `  ${green(`${bold('VITE')} v8.3.8`)}  ${dim('ready in')} ${bold(String(random.between(480, 910)))} ${dim('ms')}`,
      '',
      `  ${green('➜')}  ${bold('Local')}:   ${address('localhost')}`,
      `  ${green('➜')}  ${bold('Network')}: ${address('10.244.0.2')}`,
      '',
      '',
    ].join('\n'),
    wait: 2500,
  }
  const said = (text: string) => `${dim(timeOf(now()))} ${bold(cyan('[vite]'))} ${text}\n`
  for (;;) {
    const file = random.pick(modules)
    if (random.chance(0.08))
      yield { text: said(`${green('new dependencies optimized:')} ${yellow('date-fns')}`), wait: 300 }
    if (random.chance(0.06)) {
      yield { text: `${red(`${timeOf(now())} [vite] http proxy error: /api/recommendations`)}\n`, stream: 'stderr' }
      yield { text: 'Error: connect ETIMEDOUT 10.96.0.41:9200\n', stream: 'stderr' }
      yield {
        text: `    ${grey('at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)')}\n`,
        stream: 'stderr',
      }
    } else {
      const again = random.chance(0.3) ? dim(` (x${random.between(2, 5)})`) : ''
      yield { text: said(`${dim('(client)')} ${green('hmr update')} ${dim(`/${file}`)}${again}`) }
    }
    yield { text: '', wait: random.between(2200, 9000) }
  }
}

function timeOf(now: number): string {
  return new Date(now).toISOString().slice(11, 19)
}
