import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestMachine, type TestMachine } from './machineTest.ts'

let machine: TestMachine
beforeAll(() => {
  machine = createTestMachine()
})
afterAll(() => machine[Symbol.dispose]())

/** As busybox 1.35 writes them. */
describe('a mistake is explained:', () => {
  test.each([
    ['nosuch', 'sh: nosuch: not found\n', 127],
    ['cd /nonexist', "sh: cd: line 0: can't cd to /nonexist: No such file or directory\n", 2],
    ['if', 'sh: syntax error: unexpected end of file (expecting "then")\n', 2],
    ['echo $(', 'sh: syntax error: unexpected end of file (expecting ")")\n', 2],
    ['echo "a', 'sh: syntax error: unterminated quoted string\n', 2],
    ['for', 'sh: syntax error: bad for loop variable\n', 2],
    ['done', 'sh: syntax error: unexpected "done"\n', 2],
    ['/etc/passwd', 'sh: /etc/passwd: Permission denied\n', 126],
    ['cat nofile', "cat: can't open 'nofile': No such file or directory\n", 1],
    [': ${x?bad}', 'sh: x: bad\n', 2],
    ['set -u; echo $zz', 'sh: zz: parameter not set\n', 2],
    ['readonly a=1; a=2', 'sh: a: is read only\n', 2],
    ['echo > /nonexist/x', "sh: can't create /nonexist/x: nonexistent directory\n", 1],
    ['echo < nofile', "sh: can't open nofile: no such file\n", 1],
    ['kill 99999', "sh: can't kill pid 99999: No such process\n", 1],
    ['test 1 -eq a', 'sh: a: bad number\n', 2],
    ['[ 1', 'sh: missing ]\n', 2],
    ['. nofile', 'sh: .: line 0: nofile: not found\n', 2],
    ['echo $((1/0))', 'sh: divide by zero\n', 2],
    ['echo $((1+))', 'sh: arithmetic syntax error\n', 2],
    ['local x', 'sh: local: line 0: not in a function\n', 2],
    ['printf %d abc >/dev/null', "sh: invalid number 'abc'\n", 1],
    ['sleep abc', "sleep: invalid number 'abc'\n", 1],
    ['ls /nonexist', 'ls: /nonexist: No such file or directory\n', 1],
    ['exec nosuch', 'sh: exec: line 0: nosuch: not found\n', 127],
    ['rm nofile', "rm: can't remove 'nofile': No such file or directory\n", 1],
    ['mkdir /etc', "mkdir: can't create directory '/etc': File exists\n", 1],
    ['rmdir /etc', "rmdir: '/etc': Directory not empty\n", 1],
    ['cat /etc', 'cat: read error: Is a directory\n', 1],
    ['echo x > /dev/full', 'sh: write error: No space left on device\n', 1],
    ['wget -qO- http://example.com', "wget: bad address 'example.com'\n", 1],
    ['a=(1 2)', 'sh: syntax error: arrays are not supported\n', 2],
    ['vi x', /there is no editor/, 1],
  ])('%s', async (script, stderr, code) => {
    const result = await machine.run(script)
    expect(result.code).toBe(code)
    if (typeof stderr === 'string') expect(result.stderr).toBe(stderr)
    else expect(result.stderr).toMatch(stderr)
  })

  test('with the line, in a script', async () => {
    await machine.run("printf 'echo a\\nnosuch\\ncd /nonexist\\nif true; then\\n' > /tmp/m.sh")
    const { stdout, stderr, code } = await machine.run('sh /tmp/m.sh')
    expect(stdout).toBe('a\n')
    expect(stderr).toBe(`/tmp/m.sh: line 2: nosuch: not found
/tmp/m.sh: cd: line 3: can't cd to /nonexist: No such file or directory
/tmp/m.sh: line 5: syntax error: unexpected end of file (expecting "fi")
`)
    expect(code).toBe(2)
  })
})

describe('what bash has on top works:', () => {
  test.each([
    ['[[ abc == a* && 1 -lt 2 ]] && echo yes', 'yes\n'],
    ['[[ abc =~ ^a(b|x)c$ ]] && echo match', 'match\n'],
    ['x=Hello; echo ${x:1:3} ${x^^} ${x,,} ${x/l/L} ${x//l/L}', 'ell HELLO hello HeLlo HeLLo\n'],
    ['for ((i=0; i<3; i++)); do echo $i; done', '0\n1\n2\n'],
    ['x=5; ((x++)); echo $x; ((x > 5)) && echo more', '6\nmore\n'],
    ["echo $'a\\tb\\x41'", 'a\tbA\n'],
    ['cat <<< "here $((1+1))"', 'here 2\n'],
    ['set -o pipefail; false | true; echo $?', '1\n'],
    ['function f { echo "f $1"; }; f x', 'f x\n'],
    ['{ echo out; echo err >&2; } &> f; cat f; rm f', 'out\nerr\n'],
    ['x=a; x+=b; echo $x', 'ab\n'],
    ['f() { echo kept; }; f > g; cat g; rm g', 'kept\n'],
    ['let x=3*4; echo $x', '12\n'],
    ['printf -v x %03d 7; echo $x', '007\n'],
  ])('%s', async (script, stdout) => {
    expect((await machine.run(script)).stdout).toBe(stdout)
  })
})
