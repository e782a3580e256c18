const flag = /^(true|false)$/
const number = /^\d{1,9}$/
const size = /^\d{1,9}[kKmM]?$/
const duration = /^\d{1,9}(s|m|h)?$/
const word = /^[A-Za-z0-9._-]{1,253}$/
const path = /^\/[A-Za-z0-9/$._~-]{0,253}$/

/**
 * The annotations that an Ingress may have, and what each may say. Others are refused: there are some by which a controller's
 * own configuration is written, requests are sent elsewhere or names of the DNS are taken.
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/
 */
export const ingressAnnotations: Readonly<Record<string, RegExp>> = {
  'kubernetes.io/ingress.class': word,
  'cert-manager.io/issuer': word,
  'cert-manager.io/cluster-issuer': word,
  'nginx.ingress.kubernetes.io/affinity': /^cookie$/,
  'nginx.ingress.kubernetes.io/backend-protocol': /^(HTTP|HTTPS|GRPC|GRPCS)$/,
  'nginx.ingress.kubernetes.io/client-body-buffer-size': size,
  'nginx.ingress.kubernetes.io/enable-cors': flag,
  'nginx.ingress.kubernetes.io/force-ssl-redirect': flag,
  'nginx.ingress.kubernetes.io/proxy-body-size': size,
  'nginx.ingress.kubernetes.io/proxy-buffer-size': size,
  'nginx.ingress.kubernetes.io/proxy-buffering': /^(on|off)$/,
  'nginx.ingress.kubernetes.io/proxy-connect-timeout': number,
  'nginx.ingress.kubernetes.io/proxy-read-timeout': number,
  'nginx.ingress.kubernetes.io/proxy-request-buffering': /^(on|off)$/,
  'nginx.ingress.kubernetes.io/proxy-send-timeout': number,
  'nginx.ingress.kubernetes.io/rewrite-target': path,
  'nginx.ingress.kubernetes.io/session-cookie-max-age': number,
  'nginx.ingress.kubernetes.io/session-cookie-name': word,
  'nginx.ingress.kubernetes.io/ssl-redirect': flag,
  'nginx.ingress.kubernetes.io/use-regex': flag,
  'nginx.ingress.kubernetes.io/websocket-services': word,
  'haproxy.org/timeout-client': duration,
  'haproxy.org/timeout-server': duration,
  'traefik.ingress.kubernetes.io/router.entrypoints': word,
  'traefik.ingress.kubernetes.io/router.tls': flag,
}

/** Written by others into every object, and without an effect on an Ingress. */
export const harmlessPrefixes = ['app.kubernetes.io/', 'meta.helm.sh/', 'helm.sh/', 'argocd.argoproj.io/']
export const harmless = ['kubectl.kubernetes.io/last-applied-configuration', 'description', 'kubernetes.io/description']
