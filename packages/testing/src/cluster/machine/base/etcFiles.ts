/** What is in `/etc` of every image. */
export const etcFiles: Readonly<Record<string, string>> = {
  'os-release': `NAME="Catalyst Linux"
ID=catalyst
VERSION_ID=1.0
PRETTY_NAME="Catalyst Linux 1.0 (simulated)"
`,
  passwd: `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
nobody:x:65534:65534:nobody:/:/bin/false
`,
  group: `root:x:0:
daemon:x:1:
tty:x:5:
nogroup:x:65534:
`,
  'resolv.conf': `search default.svc.cluster.local svc.cluster.local cluster.local
nameserver 10.96.0.10
options ndots:5
`,
  profile: `export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
`,
  shells: `/bin/sh
/bin/ash
/bin/bash
`,
  issue: `Welcome to Catalyst Linux 1.0, a simulation.
`,
}
