import type { Image } from '../../cluster/machine/Image.ts'
import { answering } from '../programs/answering.ts'
import { nginxServer } from '../programs/nginxServer.ts'
import { postgresServer } from '../programs/postgresServer.ts'
import { psql } from '../programs/psql.ts'
import { breathe } from './breathe.ts'
import { pageSite } from './pageSite.ts'

/** A database beside the applications. */
export const postgres: Image = {
  name: 'docker.io/library/postgres*',
  pullMs: 1500,
  env: { PGDATA: '/var/lib/postgresql/data', POSTGRES_USER: 'catalyst', POSTGRES_DB: 'app' },
  entrypoint: ['docker-entrypoint.sh', 'postgres'],
  files: {
    '/var/lib/postgresql/data/PG_VERSION': '18\n',
    '/var/lib/postgresql/data/postgresql.conf':
      "listen_addresses = '*'\nmax_connections = 100\nlog_min_duration_statement = 200\n",
    '/var/lib/postgresql/data/pg_hba.conf': 'host all all all scram-sha-256\n',
  },
  programs: {
    '/usr/local/bin/docker-entrypoint.sh': postgresServer,
    '/usr/bin/psql': psql,
    '/usr/bin/pg_isready': answering({ '*': '/var/run/postgresql:5432 - accepting connections\n' }),
  },
  sites: {},
  usage: breathe({ cpu: 18, memory: 96, period: 160 }),
}

/** A web server for pages. */
export const nginx: Image = {
  name: 'docker.io/library/nginx*',
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
