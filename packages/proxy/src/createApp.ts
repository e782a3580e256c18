import { Hono, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { assetRoutes } from './assets/assetRoutes.ts'
import { isOutside, pathBelow } from './context/pathBelow.ts'
import { createInteractiveExec, type InteractiveExec } from './exec/createInteractiveExec.ts'
import { execAliasRoutes } from './exec/execAliasRoutes.ts'
import { execRoutes } from './exec/execRoutes.ts'
import type { Readiness } from './health/createReadiness.ts'
import { healthRoutes } from './health/healthRoutes.ts'
import { writeBytes } from './http/sendBytes.ts'
import { none } from './identity/none.ts'
import { limitDepth } from './limits/limitDepth.ts'
import { limitRequests } from './limits/limitRequests.ts'
import { limitSignIns } from './limits/limitSignIns.ts'
import { limitUrl } from './limits/limitUrl.ts'
import { logRoutes } from './log/logRoutes.ts'
import { measureRequests } from './metrics/measureRequests.ts'
import { accessLog } from './middleware/accessLog.ts'
import { auditOperations } from './middleware/auditOperations.ts'
import { bodyLimit } from './middleware/bodyLimit.ts'
import { contentType } from './middleware/contentType.ts'
import { findOperation } from './middleware/findOperation.ts'
import { identify, requireIdentity } from './middleware/identify.ts'
import { requestId } from './middleware/requestId.ts'
import { securityHeaders } from './middleware/securityHeaders.ts'
import { apiBase } from './openapi/matchOperation.ts'
import { noSuchRoute } from './openapi/noSuchRoute.ts'
import { openApiDocument } from './openapi/openApiDocument.ts'
import { toProblem } from './problems/toProblem.ts'
import type { ProxyContext, ProxyEnv } from './ProxyContext.ts'
import { createRestContext, type RestContext } from './RestContext.ts'
import { clusterRoutes } from './routes/clusterRoutes.ts'
import { configurationRoutes } from './routes/configurationRoutes.ts'
import { environmentActionRoutes } from './routes/environmentActionRoutes.ts'
import { environmentDetailRoutes } from './routes/environmentDetailRoutes.ts'
import { environmentRoutes } from './routes/environmentRoutes.ts'
import { podRoutes } from './routes/podRoutes.ts'
import { projectRoutes } from './routes/projectRoutes.ts'
import { sessionRoutes } from './routes/sessionRoutes.ts'
import type { SitePolicy } from './site/createSitePolicy.ts'
import { siteGate } from './site/siteGate.ts'
import { writeGate } from './site/writeGate.ts'
import { tokenRoutes } from './routes/tokenRoutes.ts'
import { streamRoutes } from './stream/streamRoutes.ts'

export interface AppParts {
  context: ProxyContext
  policy: SitePolicy
  readiness: Readiness
}

/** Everything that answers, in the order in which a request meets it. */
export function createApp({ context, policy, readiness }: AppParts): Hono<ProxyEnv> {
  const { authenticate = none(), publicUrl, assets } = context.options
  const openExec = createInteractiveExec(context)
  const document = once(() => openApiDocument({ basePath: context.basePath }))
  const authBase = `${apiBase}/auth`
  const signInHost = { publicUrl, basePath: context.basePath, logger: context.logger, audit: context.audit }
  const app = new Hono<ProxyEnv>(context.basePath === '' ? {} : { getPath: pathBelow(context.basePath) })
  app
    .onError((error, c) => {
      // Nobody reads the answer any more; 499 is what web servers write into their logs then.
      if (c.req.raw.signal.aborted) return new Response(null, { status: 499 })
      const answer = toProblem(error, c)
      if (answer.status >= 500) context.logger.error({ err: error, requestId: c.get('requestId') }, 'request failed')
      return answer
    })
    .notFound(noSuchRoute)
    .use(writeBytes)
    .use(securityHeaders({ publicUrl }))
    .use(requestId())
    .use(findOperation)
    .use(measureRequests(context.metrics))
    .use(endWhenStopping(context.signal))
    .route('/', healthRoutes(readiness, context))
    .use(accessLog(context.logger))
    .use('/api/*', auditOperations(context))
    .use(limitUrl(context.limits))
    .use(siteGate(policy))
    .use('/api/*', crossOrigin(policy))
    .use('/api/*', identify(authenticate))
    .use('/api/*', limitSignIns(context))
    .use('/api/*', writeGate())
    .route(authBase, authenticate.attach?.(signInHost) ?? new Hono<ProxyEnv>())
    .use('/api/*', requireIdentity)
    .use('/api/*', limitRequests(context))
    .use('/api/*', contentType)
    .use('/api/*', bodyLimit(context.limits))
    .use('/api/*', limitDepth(context.limits))
    .get(`${apiBase}/openapi.json`, (c) => c.json(document()))
    .route(apiBase, apiRoutes(createRestContext(context), openExec))
    .route('/api/ws/exec', execAliasRoutes(openExec))
  if (assets !== undefined) {
    const page = { basePath: context.basePath, signsIn: authenticate.signsIn }
    app.use(nothingOutside).route('/', assetRoutes({ root: assets.root, ...page }))
  }
  return app
}

function apiRoutes(context: RestContext, openExec: InteractiveExec) {
  return new Hono<ProxyEnv>()
    .route('/', sessionRoutes(context))
    .route('/', clusterRoutes(context))
    .route('/', projectRoutes(context))
    .route('/', environmentRoutes(context))
    .route('/', environmentActionRoutes(context))
    .route('/', configurationRoutes(context))
    .route('/', environmentDetailRoutes(context))
    .route('/', tokenRoutes(context))
    .route('/', podRoutes(context))
    .route('/', streamRoutes(context))
    .route('/', logRoutes(context))
    .route('/', execRoutes(context, openExec))
}

/** Made at the first question: it takes a while, and few ask. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** Only for requests that come from a page: what has no Origin needs no leave of it. */
function crossOrigin(policy: SitePolicy): MiddlewareHandler<ProxyEnv> {
  const allow = cors({
    origin: (origin) => (policy.allowsOrigin(origin) ? origin : null),
    credentials: true,
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'if-none-match', 'last-event-id', 'x-request-id'],
    exposeHeaders: ['allow', 'etag', 'location', 'retry-after', 'x-request-id'],
    maxAge: 600,
  })
  return function crossOrigin(c, next) {
    return c.req.header('origin') === undefined ? next() : allow(c, next)
  }
}

/** The dashboard's page is not to be found beside the base path either. */
const nothingOutside: MiddlewareHandler<ProxyEnv> = async function nothingOutside(c, next) {
  return isOutside(c.req.path) ? noSuchRoute(c) : next()
}

/** A connection that is kept alive would hold the shutdown up. */
function endWhenStopping(signal: AbortSignal) {
  return function endWhenStopping(c: { header(name: string, value: string): void }, next: () => Promise<void>) {
    if (signal.aborted) c.header('connection', 'close')
    return next()
  }
}
