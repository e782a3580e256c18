import type { Image } from '../../cluster/machine/Image.ts'
import { answering } from '../programs/answering.ts'
import { nginxServer } from '../programs/nginxServer.ts'
import { breathe } from './breathe.ts'
import { pageSite } from './pageSite.ts'

/** A web server for pages. */
export const nginx: Image = {
  name: 'docker.io/library/nginx',
  pullMs: 900,
  env: { NGINX_VERSION: '1.29.3' },
  entrypoint: ['nginx', '-g', 'daemon off;'],
  files: {
    '/etc/nginx/nginx.conf': `worker_processes auto;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  server {
    listen 8080;
    root /usr/share/nginx/html;
    location / { try_files $uri $uri/ /index.html; }
  }
}
`,
    '/usr/share/nginx/html/index.html':
      '<!doctype html>\n<title>Atlas</title>\n<h1>Atlas</h1>\n<p>Tides, currents and terrain.</p>\n',
    '/usr/share/nginx/html/maps/tides': '<!doctype html>\n<title>Tides</title>\n<h1>Tides</h1>\n',
  },
  programs: {
    '/usr/sbin/nginx': answering({
      '-g daemon off;': nginxServer,
      '-v': 'nginx version: nginx/1.29.3\n',
      '-t': 'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n',
    }),
  },
  sites: { 0: pageSite('Atlas', 'Tides, currents and terrain.') },
  usage: breathe({ cpu: 22, memory: 34, depth: 0.5, period: 50 }),
}
