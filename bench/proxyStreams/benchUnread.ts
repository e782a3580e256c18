import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { openBrowser } from '../../test/e2e/openBrowser.ts'
import type { Talker } from '../streams/prepareTalker.ts'
import type { Proxied } from './Proxied.ts'

export interface UnreadFigures {
  /** Resident memory of the server, in MiB, at each look. */
  server: number[]
  /** The JavaScript heap of the page, in MiB, at each look; empty where there is no Chromium. */
  page: number[]
  /** Bytes that reached the page, which tells none of them as shown. */
  pageReceived: number
}

const everyMs = 5000

/** `yes` for a minute, to a client that reads nothing and to a page that shows nothing of what it gets. */
export async function benchUnread(
  proxied: Proxied,
  { url, pid, talker: { namespace, pod }, seconds }: { url: string; pid: number; talker: Talker; seconds: number },
): Promise<UnreadFigures> {
  const { socket } = await proxied.exec({ command: ['yes'], tty: false })
  await using browser = await openBrowser().catch(() => undefined)
  const page = browser?.page
  const session = await page?.context().newCDPSession(page)
  await page?.goto(`${url}/readyz`)
  await page?.evaluate(
    openInPage,
    `/api/v1/clusters/-/namespaces/${namespace}/pods/${pod}/exec?command=yes&tty=false&ack=true`,
  )
  await session?.send('HeapProfiler.enable')
  const figures: UnreadFigures = { server: [], page: [], pageReceived: 0 }
  for (let at = 0; at <= seconds * 1000; at += everyMs) {
    figures.server.push(await residentMiB(pid))
    if (session) {
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number }
      figures.page.push(usedSize / 2 ** 20)
    }
    await delay(everyMs)
  }
  figures.pageReceived = (await page?.evaluate(() => Number(document.title))) ?? 0
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.terminate()
  await closed
  return figures
}

/** Runs in the page. */
function openInPage(path: string): void {
  let received = 0
  const socket = new WebSocket(new URL(path, location.href.replace(/^http/, 'ws')), 'v5.channel.k8s.io')
  socket.binaryType = 'arraybuffer'
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    received += data.byteLength - 1
    document.title = String(received)
  }
}

async function residentMiB(pid: number): Promise<number> {
  const [, kibibytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kibibytes) / 1024
}
