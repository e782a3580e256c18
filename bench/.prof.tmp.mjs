import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { startLoad } from './proxy/startLoad.ts'
const what = process.argv[2] ?? 'get',
  prof = process.argv[3] !== 'noprof'
rmSync('/tmp/api-prof', { recursive: true, force: true })
const args = ['--conditions=@catalyst/source', 'packages/proxy/.srv.tmp.mjs']
const child = spawn(process.execPath, prof ? ['--cpu-prof', '--cpu-prof-dir=/tmp/api-prof', ...args] : args, {
  env: { ...process.env, KUBECONFIG: '/tmp/api/admin.kubeconfig', LOG_LEVEL: process.env.LL ?? 'info' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const url = await new Promise((r) =>
  createInterface({ input: child.stdout }).on('line', (l) => {
    const m = /Catalyst is at (http:\S+)/.exec(l)
    if (m) r(m[1])
  }),
)
for (;;) {
  if ((await fetch(url + '/readyz')).ok) break
}
const base = url.replace('localhost', '127.0.0.1') + '/api/v1/clusters/-'
await using load = await startLoad()
const etag = (await fetch(base + '/environments')).headers.get('etag')
const o = {
  get: [base + '/namespaces/bench/environments/pr-7', {}, 200],
  list: [base + '/environments', {}, 200],
  gzip: [base + '/environments', { 'accept-encoding': 'gzip, br' }, 200],
  same: [base + '/environments', { 'if-none-match': etag }, 304],
}[what]
const order = { url: o[0], headers: o[1], connections: 16, status: o[2] }
await load.run({ ...order, seconds: 2 })
const cpu = () => {
  const f = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(f[11]) + Number(f[12])) * 10000
}
for (let i = 0; i < 3; i++) {
  const c = cpu()
  const r = await load.run({ ...order, seconds: 3 })
  console.log(what, r.perSecond.toFixed(0), '/s', ((cpu() - c) / (r.perSecond * 3)).toFixed(0), 'us CPU each')
}
child.kill('SIGTERM')
await new Promise((r) => child.on('exit', r))
if (prof) {
  const p = JSON.parse(readFileSync('/tmp/api-prof/' + readdirSync('/tmp/api-prof')[0]))
  const self = new Map()
  const dt = p.timeDeltas
  const byId = new Map(p.nodes.map((n) => [n.id, n]))
  let total = 0
  p.samples.forEach((id, i) => {
    const n = byId.get(id)
    const f = n.callFrame
    const k = f.functionName + ' ' + f.url.replace(/.*\/(node_modules|packages|apps)\//, '') + ':' + f.lineNumber
    if (/idle|program/.test(f.functionName)) return
    self.set(k, (self.get(k) ?? 0) + dt[i])
    total += dt[i]
  })
  // inclusive
  const parent = new Map()
  p.nodes.forEach((n) => n.children?.forEach((c) => parent.set(c, n.id)))
  const incl = new Map()
  p.samples.forEach((id, i) => {
    const seen = new Set()
    for (let x = id; x !== undefined; x = parent.get(x)) {
      const f = byId.get(x).callFrame
      const k = f.functionName + ' ' + f.url.replace(/.*\/(node_modules|packages|apps)\//, '') + ':' + f.lineNumber
      if (!seen.has(k)) {
        seen.add(k)
        incl.set(k, (incl.get(k) ?? 0) + dt[i])
      }
    }
  })
  const show = (m, n) =>
    [...m]
      .sort((a, b) => b[1] - a[1])
      .slice(0, n)
      .forEach(([k, v]) => console.log(((v / total) * 100).toFixed(1).padStart(5), k))
  console.log('--- self')
  show(self, 45)
  console.log('--- inclusive')
  show(incl, 75)
}
