import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Readable, Writable } from 'node:stream'
import { deploymentOrderSchema } from '@catalyst/operator/deployment'
import { DeployError } from '../DeployError.ts'
import { prepareRendered } from './prepareRendered.ts'
import { readRendered } from './readRendered.ts'
import { renderedFile } from './renderChart.ts'
import { writeManifest } from './writeManifest.ts'

export interface PostRenderStreams {
  stdin: Readable
  stdout: Pick<Writable, 'write'>
  stderr: Pick<Writable, 'write'>
}

/** In the folder of the post-renderer: what it has to know of the order. */
export const orderFile = 'order.json'

/** In the folder of the post-renderer: why it refused. */
export const refusalFile = 'refusal.json'

/**
 * What Helm runs between rendering and applying: `collect` keeps what is rendered and lets nothing through, `label` checks it and gives it the
 * labels of the platform. A chart may render something else each time, so only what is let through here is sure.
 *
 * @returns the exit code.
 */
export async function postRender(
  args: readonly string[],
  { stdin, stdout, stderr }: PostRenderStreams,
): Promise<number> {
  const [mode, folder = ''] = args
  const manifest = await text(stdin)
  if (mode === 'collect') {
    await writeFile(join(folder, renderedFile), manifest, { mode: 0o600 })
    return 0
  }
  try {
    const order = deploymentOrderSchema.parse(JSON.parse(await readFile(join(folder, orderFile), 'utf8')))
    stdout.write(writeManifest(prepareRendered(readRendered(manifest), order)))
    return 0
  } catch (error) {
    if (!(error instanceof DeployError)) throw error
    const { reason, message } = error
    await writeFile(join(folder, refusalFile), JSON.stringify({ reason, message }), { mode: 0o600 })
    stderr.write('refused\n')
    return 1
  }
}
