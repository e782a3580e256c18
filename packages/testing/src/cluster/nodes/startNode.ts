import type { ControllerContext } from '../api/Controller.ts'
import type { VirtualResource } from '../api/VirtualResource.ts'
import type { ContainerRegistry } from '../containers/ContainerRegistry.ts'
import { createEventRecorder } from '../controllers/events/createEventRecorder.ts'
import type { Image } from '../machine/Image.ts'
import { createMetrics } from '../metrics/createMetrics.ts'
import { createImageStore } from './images/createImageStore.ts'
import { startKubelet } from './kubelet/startKubelet.ts'
import { registerNode } from './registerNode.ts'

export interface NodeContext extends ControllerContext {
  /**
   * What containers can be made from. Others are a server that answers, unless they can not be pulled: their registry ends in
   * `.invalid`, or their repository's name says so with `missing`, `no-such`, `nonexistent` or `does-not-exist`.
   */
  readonly images: readonly Image[]
}

export interface NodeHandle extends Disposable {
  readonly registry: ContainerRegistry
  /** The usage of its pods and of itself, `metrics.k8s.io`. */
  readonly virtualResources: readonly VirtualResource[]
}

const nodeName = 'node-1'
const hostIP = '192.168.49.2'

/** Starts a node: pods that are given to it run. */
export function startNode({ api, clock, images: known }: NodeContext): NodeHandle {
  const stack = new DisposableStack()
  const images = createImageStore(known, clock)
  const events = createEventRecorder({ api, clock }, { component: 'kubelet', host: nodeName })
  stack.use(registerNode({ api, clock }, { name: nodeName, address: hostIP, images, events }))
  let addresses = 1
  const nextAddress = () => {
    addresses += 1
    return `10.244.${Math.floor(addresses / 254) % 256}.${(addresses % 254) + 1}`
  }
  const { registry } = stack.use(
    startKubelet({ api, clock, images, events, nodeName, hostIP, nextAddress, volumes: new Map() }),
  )
  return {
    registry,
    virtualResources: createMetrics({ api, clock }, registry),
    [Symbol.dispose]: () => stack.dispose(),
  }
}
