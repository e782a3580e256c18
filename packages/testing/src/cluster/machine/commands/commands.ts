import type { Command } from '../processes/Command.ts'
import { sh } from '../shell/sh.ts'
import { awk } from './awk/awk.ts'
import { cat } from './cat.ts'
import { cp, mv } from './files/copy.ts'
import { dd } from './files/dd.ts'
import { find } from './files/find.ts'
import { basename, df, dirname, du, file, readlink, realpath, stat } from './files/inspect.ts'
import { ls } from './files/ls.ts'
import { chmod, chown, ln, mkdir, mktemp, rmdir, touch } from './files/make.ts'
import { rm, unlink } from './files/rm.ts'
import { kill } from './kill.ts'
import { ifconfig, ip, nc, netstat, nslookup, ping } from './network/tools.ts'
import { curl, wget } from './network/web.ts'
import { echo, expr, printf, pwd, seq, tee, throughShell, which, yes } from './run/simple.ts'
import { env, nohup, passThrough, printenv, timeout, watch, xargs } from './run/wrappers.ts'
import { sleep } from './sleep.ts'
import { cal, date } from './system/date.ts'
import { arch, dmesg, groups, hostname, id, mount, nproc, tty, uname, whoami } from './system/identity.ts'
import { free, killall, pgrep, pidof, pkill, ps, top, uptime } from './system/processes.ts'
import { busybox, clear, editor, less, reset } from './system/screen.ts'
import { stty } from './system/stty.ts'
import { base64, hexdump, od, strings, sumWith, xxd } from './text/bytes.ts'
import { column, cut, fold, nl, paste } from './text/columns.ts'
import { grep, grepWith } from './text/grep.ts'
import { head } from './text/head.ts'
import { rev, shuf, sort, tac, uniq } from './text/reorder.ts'
import { sed } from './text/sed.ts'
import { tail } from './text/tail.ts'
import { tr } from './text/tr.ts'
import { wc } from './text/wc.ts'

const succeed: Command = async () => 0
const fail: Command = async () => 1

/** The programs of the base image, by name. */
export const commands: Readonly<Record<string, Command>> = {
  '[': throughShell,
  arch,
  ash: sh,
  awk,
  base64,
  basename,
  bash: sh,
  busybox,
  cal,
  cat,
  chgrp: chown,
  chmod,
  chown,
  clear,
  column,
  cp,
  curl,
  cut,
  date,
  dd,
  df,
  dirname,
  dmesg,
  du,
  echo,
  egrep: grepWith('-E'),
  env,
  expr,
  false: fail,
  fgrep: grepWith('-F'),
  file,
  find,
  fold,
  free,
  grep,
  groups,
  hd: hexdump,
  head,
  hexdump,
  hostname,
  id,
  ifconfig,
  ip,
  kill,
  killall,
  less,
  ln,
  ls,
  md5sum: sumWith('md5'),
  mkdir,
  mktemp,
  more: less,
  mount,
  mv,
  nano: editor,
  nc,
  netstat,
  nice: passThrough,
  nl,
  nohup,
  nproc,
  nslookup,
  od,
  paste,
  pgrep,
  pidof,
  ping,
  pkill,
  printenv,
  printf,
  ps,
  pwd,
  readlink,
  realpath,
  reset,
  rev,
  rm,
  rmdir,
  sed,
  seq,
  setsid: passThrough,
  sh,
  sha1sum: sumWith('sha1'),
  sha256sum: sumWith('sha256'),
  sha512sum: sumWith('sha512'),
  shuf,
  sleep,
  sort,
  stat,
  strings,
  stty,
  sync: succeed,
  tac,
  tail,
  tee,
  test: throughShell,
  timeout,
  top,
  touch,
  tr,
  true: succeed,
  tty,
  uname,
  uniq,
  unlink,
  uptime,
  vi: editor,
  vim: editor,
  watch,
  wc,
  wget,
  which,
  whoami,
  xargs,
  xxd,
  yes,
}
