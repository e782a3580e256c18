import { expect, test } from 'vitest'
import { createAwk } from './createAwk.ts'
import { parseAwk } from './parseAwk.ts'

const input = ['alice 30 dev', 'bob 4 ops', 'carol 12 dev']

function run(program: string): string {
  const awk = createAwk(parseAwk(program), { HOME: '/root' })
  awk.begin()
  for (const line of input) if (!awk.isDone) awk.line(line)
  awk.end()
  return awk.takeOutput().text
}

test.each([
  ['{ print $1 }', 'alice\nbob\ncarol\n'],
  ['$2 > 9', 'alice 30 dev\ncarol 12 dev\n'],
  ['$1 > "b"', 'bob 4 ops\ncarol 12 dev\n'],
  ['/ops/ { print NR, NF }', '2 3\n'],
  ['/alice/, /bob/ { print $1 }', 'alice\nbob\n'],
  ['{ sum += $2 } END { print sum, sum / NR }', '46 15.3333\n'],
  ['{ count[$3]++ } END { print count["dev"], count["ops"], ("none" in count) }', '2 1 0\n'],
  ['NR == 1 { $2 = "x"; print; print NF }', 'alice x dev\n3\n'],
  ['NR == 1 { NF = 2; print }', 'alice 30\n'],
  ['NR == 1 { $5 = "e"; print; print NF }', 'alice 30 dev  e\n5\n'],
  ['BEGIN { OFS = "-"; print "a", "b" }', 'a-b\n'],
  ['BEGIN { FS = "i" } NR == 1 { print $2 }', 'ce 30 dev\n'],
  ['BEGIN { n = split("a:b:c", parts, ":"); print n, parts[3], length(parts) }', '3 c 3\n'],
  ['BEGIN { text = "banana"; print gsub(/an/, "<&>", text), text }', '2 b<an><an>a\n'],
  ['BEGIN { print match("foobar", /o+/), RSTART, RLENGTH }', '2 2 2\n'],
  ['BEGIN { print substr("hello", 2, 3), toupper("x"), index("abc", "c") }', 'ell X 3\n'],
  ['BEGIN { printf "%03d|%-4s|%.1f\\n", 7, "a", 2.25 }', '007|a   |2.3\n'],
  ['function twice(x) { return x * 2 } BEGIN { print twice(21) }', '42\n'],
  ['function fill(list) { list["k"] = 1 } BEGIN { fill(made); print made["k"] }', '1\n'],
  ['BEGIN { for (i = 0; i < 5; i++) { if (i == 1) continue; if (i == 3) break; print i } }', '0\n2\n'],
  ['BEGIN { print ENVIRON["HOME"] }', '/root\n'],
  ['NR == 2 { exit } { print $1 } END { print "end" }', 'alice\nend\n'],
])('%s', (program, expected) => {
  expect(run(program)).toBe(expected)
})

test.each([
  ['BEGIN { print 1 / 0 }', 'division by zero'],
  ['BEGIN { nothing() }', 'calling undefined function nothing'],
  ['BEGIN { while (1) n++ }', 'too many steps'],
  ['function f() { return f() } BEGIN { f() }', 'nest too deeply'],
])('%s ends with an error', (program, message) => {
  expect(() => run(program)).toThrow(message)
})
