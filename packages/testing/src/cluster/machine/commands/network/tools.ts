import type { Command } from '../../processes/Command.ts'
import { toBytes, toText } from '../../streams/text.ts'
import { chunksOf } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'
import { hostsOf, isOwnName } from './names.ts'

export const nslookup: Command = async (context) => {
  const [name = ''] = context.args.filter((argument) => !argument.startsWith('-'))
  const server = 'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n'
  const address = /^kubernetes(\.default(\.svc(\.cluster\.local)?)?)?$/.test(name)
    ? '10.96.0.1'
    : hostsOf(context).get(name)
  if (address === undefined) {
    await context.print(`${server}** server can't find ${name}: NXDOMAIN\n\n`)
    return 1
  }
  await context.print(`${server}Name:\t${name}\nAddress: ${address}\n\n`)
  return 0
}

export const ping: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'c:i:W:w:qs:46' })
  const [name = ''] = options.rest
  const address = hostsOf(context).get(name) ?? name
  if (!isOwnName(context, name)) {
    await context.warn(/^[\d.]+$/.test(name) ? 'sendto: Network unreachable' : `bad address '${name}'`)
    return 1
  }
  const count = options.has('c') ? Number(options.value('c')) : Infinity
  await context.print(`PING ${name} (${address}): 56 data bytes\n`)
  let sent = 0
  const summary = () =>
    `\n--- ${name} ping statistics ---\n${sent} packets transmitted, ${sent} packets received, 0% packet loss\nround-trip min/avg/max = 0.041/0.052/0.063 ms\n`
  const stop = new AbortController()
  context.task.actions.set('SIGINT', () => stop.abort())
  while (sent < count) {
    if (sent > 0) {
      try {
        await context.clock.sleep(Number(options.value('i') ?? 1) * 1000, {
          signal: AbortSignal.any([stop.signal, context.signal]),
        })
      } catch (error) {
        if (!stop.signal.aborted) throw error
        break
      }
    }
    await context.print(`64 bytes from ${address}: seq=${sent++} ttl=64 time=0.0${41 + (sent % 3) * 11} ms\n`)
  }
  await context.print(summary())
  return 0
}

/** `nc -z` tells whether something answers; otherwise a request is passed to the site as it is typed. */
export const nc: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'zvnw:lp:u' })
  const [host = '', port = ''] = options.rest
  if (options.has('l')) {
    await context.warn('listening is not supported in this simulated container')
    return 1
  }
  const site = isOwnName(context, host) ? context.machine.site(Number(port)) : undefined
  if (site === undefined) {
    await context.warn(
      isOwnName(context, host) ? `${host} (127.0.0.1:${port}): Connection refused` : `bad address '${host}'`,
    )
    return 1
  }
  if (options.has('v')) await context.stderr.write(toBytes(`${host} (127.0.0.1:${port}) open\n`))
  if (options.has('z')) return 0
  let text = ''
  for await (const bytes of chunksOf(context, context.input)) {
    text += toText(bytes)
    if (/\r?\n\r?\n/.test(text)) break
  }
  const [, method = 'GET', path = '/'] = /^(\S+) (\S+)/.exec(text) ?? []
  const response = await site(new Request(new URL(path, `http://${host}:${port}`), { method }))
  await context.print(
    `HTTP/1.1 ${response.status} ${response.statusText}\r\n${[...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  )
  await context.stdout.write(new Uint8Array(await response.arrayBuffer()))
  return 0
}

export const netstat: Command = async ({ print }) => {
  await print(
    'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State\n',
  )
  return 0
}

export const ip: Command = async (context) => {
  const address = hostsOf(context).get(context.machine.hostname) ?? '10.244.0.2'
  if (/^r/.test(context.args[0] ?? ''))
    await context.print(`default via 10.244.0.1 dev eth0\n10.244.0.0/24 dev eth0 scope link  src ${address}\n`)
  else
    await context.print(`1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
2: eth0@if7: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UP
    link/ether 0a:58:0a:f4:00:02 brd ff:ff:ff:ff:ff:ff
    inet ${address}/24 brd 10.244.0.255 scope global eth0
`)
  return 0
}

export const ifconfig: Command = async (context) => {
  const address = hostsOf(context).get(context.machine.hostname) ?? '10.244.0.2'
  await context.print(`eth0      Link encap:Ethernet  HWaddr 0A:58:0A:F4:00:02
          inet addr:${address}  Bcast:10.244.0.255  Mask:255.255.255.0
          UP BROADCAST RUNNING MULTICAST  MTU:1450  Metric:1

lo        Link encap:Local Loopback
          inet addr:127.0.0.1  Mask:255.0.0.0
          UP LOOPBACK RUNNING  MTU:65536  Metric:1
`)
  return 0
}
