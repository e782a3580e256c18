import { relative } from 'node:path'
import { checkObjects } from '../checks/checkObjects.ts'
import { refuse } from '../checks/refuse.ts'
import { EnvironmentObjects } from '../cluster/EnvironmentObjects.ts'
import type { Deployment, RemovalTask } from '../Deployment.ts'
import { withHost } from '../objects/withHost.ts'
import { reportedObjects } from '../result/reportedObjects.ts'
import { applyObjects } from './applyObjects.ts'
import { inOrder } from './inOrder.ts'
import { planObjects } from './planObjects.ts'
import { prepareObject } from './prepareObject.ts'
import { readManifests } from './readManifests.ts'
import { removeObjects } from './removeObjects.ts'

/** Brings plain manifests by server-side apply, and takes away what they no longer have. */
export const manifests: Deployment = {
  async apply(task) {
    const { order, folder, path, log } = task
    const read = await readManifests(path, folder)
    log(`${count(read.length)} in ${relative(folder, path) || 'the root'}`)
    const hosted = read.map(({ object, where }) => ({ object: withHost(object, order.host), where }))
    refuse(checkObjects(hosted, order))
    const objects = inOrder(hosted.map(({ object }) => prepareObject(object, order)))
    const cluster = clusterOf(task)
    const planned = await planObjects(cluster, objects)
    const applied = await applyObjects(cluster, planned, task)
    const removed = await removeObjects(cluster, { labels: order.labels, keep: objects, log })
    return { message: describe(applied, removed), objects: reportedObjects(applied.objects) }
  },

  async remove(task) {
    const removed = await removeObjects(clusterOf(task), { labels: task.order.labels, log: task.log })
    return `${count(removed)} removed.`
  },
}

function clusterOf({ kubeConfig, order, signal }: RemovalTask): EnvironmentObjects {
  return new EnvironmentObjects({ kubeConfig, namespace: order.namespace, signal })
}

function describe({ objects, changed }: { objects: readonly unknown[]; changed: number }, removed: number): string {
  const rest = removed === 0 ? '' : `, ${count(removed)} removed`
  return `${count(objects.length)} in place, ${changed} of them changed${rest}.`
}

function count(number: number): string {
  return number === 1 ? '1 object' : `${number} objects`
}
