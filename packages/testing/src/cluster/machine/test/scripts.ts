/** Scripts whose output and exit code do not depend on where they run: every POSIX shell has to agree about them. */
export const scripts: readonly string[] = [
  // Words and quotes
  `echo a   b "c   d" 'e   f' g\\ h`,
  `echo "a\\"b" 'a"b' "it's" \\$HOME '$HOME' "\\$x"`,
  `printf '%s\\n' "" '' a""b`,
  `x='a  b'; echo $x; echo "$x"`,
  `printf '<%s>' one "two three" four; echo`,
  `echo a\\
b`,
  `echo "a\\
b"`,
  `# a comment
echo a#b # another`,
  `echo ~ ~/x "~" | sed "s|$HOME|HOME|g"`,
  `x=~/a:~/b; echo "$x" | sed "s|$HOME|HOME|g"`,
  // Parameters
  `echo "\${x-unset}" "\${x:-empty}"; x=; echo "\${x-unset}" "\${x:-empty}"`,
  `echo "\${x:=assigned}"; echo "$x"`,
  `x=1; echo "\${x:+set}" "\${y:+set}" "\${y+set}"`,
  `x=/usr/local/lib/a.tar.gz; echo \${x#*/} \${x##*/} \${x%.*} \${x%%.*}`,
  `x='a*b'; echo "\${x#a\\*}" "\${x%'*b'}"`,
  `x=hello; echo \${#x} \${#}`,
  `set -- a b c; echo $# $1 $3 "$@" "$*"; shift; echo $1 $#; shift 2; echo $#`,
  `set -- 'a b' c; for i in "$@"; do echo "<$i>"; done; for i in $@; do echo "<$i>"; done; for i in "$*"; do echo "<$i>"; done`,
  `set --; for i in "$@"; do echo never; done; echo $#`,
  `set -- a b; IFS=,; echo "$*"; IFS=; echo "$*"`,
  `set -- 1 2 3 4 5 6 7 8 9 10 11; echo $10 \${10} \${11}`,
  `IFS=:; x=a:b::c; for i in $x; do echo "<$i>"; done`,
  `IFS=' :'; x=' a : b:c '; for i in $x; do echo "<$i>"; done`,
  `IFS=:; x=:a:; for i in $x; do echo "<$i>"; done`,
  `x='  a b  '; for i in $x; do echo "<$i>"; done`,
  `for i in \${x:-a b c}; do echo "<$i>"; done; for i in "\${x:-a b c}"; do echo "<$i>"; done`,
  `echo "\${x:-'quoted'}" "\${x:-"inner"}"`,
  `x=abc; echo "\${x%"\${x#?}"}"`,
  `unset x; echo "<\${x}>"; x=1; unset x; echo "\${x-gone}"`,
  `set -u; echo "\${x-fine}"`,
  `x='*'; echo "$x"; y=$x; echo "$y"`,
  `x=1 y=2; echo $x$y; x=3 sh -c 'echo $x'; echo $x`,
  `a=1; b=$a$a; c="$b-\${a}x"; echo $c`,
  // Arithmetic
  `echo $((1+2*3)) $(((1+2)*3)) $((7/2)) $((-7/2)) $((7%3)) $((-7%3))`,
  `x=5; echo $((x*2)) $(($x*2)) $((x>3)) $((x<3)) $((x==5&&1)) $((!x))`,
  `echo $((1<<4)) $((255>>2)) $((6&3)) $((6|3)) $((6^3)) $((~5))`,
  `echo $((0x1f)) $((017)) $((1?2:3)) $((0?2:3))`,
  `x=1; echo $((x+=4)) $x $((x*=2)) $x`,
  `echo $((9223372036854775807+1))`,
  `i=0; while [ $i -lt 5 ]; do i=$((i+1)); [ $i = 3 ] && continue; echo $i; done`,
  `echo $(( $(echo 3) + \${x:-4} ))`,
  // Command substitution
  `echo $(echo a; echo b) "$(echo a; echo b)"`,
  `echo \`echo a \\\`echo b\\\`\``,
  `x=$(printf 'a\\n\\n\\n'); echo "<$x>"`,
  `echo $(echo "$(echo "deep ) paren")")`,
  `x=$(false); echo $?; x=$(exit 3); echo $?; y=1; echo $?`,
  `echo "$(case a in a) echo yes;; esac)"`,
  `echo $( (echo sub) )`,
  `f() { echo "in f: $1"; }; echo "$(f x)"`,
  // Lists and pipelines
  `true && echo a || echo b; false && echo a || echo b`,
  `false; echo $?; true; echo $?; ! true; echo $?; ! false; echo $?`,
  `echo a | cat | cat; echo a b c | wc -w | tr -d ' '`,
  `exit 3 | true; echo $?; true | exit 3; echo $?`,
  `x=1; echo | x=2; echo $x; (x=3); echo $x; { x=4; }; echo $x`,
  `{ echo a; echo b; } | sort -r; (echo c; echo d) | sort -r`,
  `echo a; false; echo b &
wait; echo c`,
  `(exit 4) & wait $!; echo $?`,
  `sleep 0.01 & pid=$!; wait $pid; echo $?; kill -0 $pid 2>/dev/null; echo $?`,
  `printf 'a\\nb\\nc\\n' | while read x; do echo "<$x>"; done`,
  `yes | head -n 3`,
  `cat <<A; cat <<B
one
A
two
B`,
  // Compound commands
  `if true; then echo a; elif true; then echo b; else echo c; fi`,
  `if false; then echo a; elif true; then echo b; else echo c; fi`,
  `if false; then echo a; fi; echo $?`,
  `for i in 1 2 3; do for j in a b; do [ $i$j = 2a ] && break 2; echo $i$j; done; done`,
  `for i in 1 2 3; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done`,
  `until [ "$i" = xxx ]; do i=x$i; echo $i; done`,
  `while false; do :; done; echo $?`,
  `for i in a b; do echo $i; done | tr a-z A-Z`,
  `for i
in a b
do
echo $i
done`,
  `set -- p q; for i do echo $i; done`,
  `case abc in a) echo 1;; a*c) echo 2;; *) echo 3;; esac`,
  `case x in a|b|x) echo alt;; esac; case '' in '') echo empty;; esac`,
  `case "a*" in a\\*) echo literal;; esac; case ab in "a*") echo no;; a"b") echo yes;; esac`,
  `case b in [a-c]) echo in;; esac; case d in [!a-c]) echo out;; esac; case 5 in [[:digit:]]) echo digit;; esac`,
  `case x in (x) echo paren;; esac`,
  `x='a*'; case abc in $x) echo pattern;; esac; case abc in "$x") echo no;; *) echo text;; esac`,
  // Functions
  `f() { echo "$# $1"; return 3; }; f a b; echo $?; echo $#`,
  `f() { local x=inner; echo $x; }; x=outer; f; echo $x`,
  `f() { [ $1 -le 1 ] && echo 1 && return; echo $(($1 * $(f $(($1-1))))); }; f 5`,
  `f() (exit 7); f; echo $?`,
  `f() { for i in 1 2 3; do return $i; done; }; f; echo $?`,
  `f() { echo a; } > /dev/null; f; echo b`,
  `f() if true; then echo fi; fi; f`,
  // Redirections
  `echo a > f; echo b >> f; cat f; cat < f; wc -l < f | tr -d ' '`,
  `echo err >&2 2>/dev/null; { echo out; echo err >&2; } 2>&1 | sort`,
  `exec 3>f; echo three >&3; exec 3>&-; cat f`,
  `exec 4<<X
line 1
line 2
X
read a <&4; read b <&4; echo "$b $a"`,
  `echo a > f; : > f; wc -c < f | tr -d ' '`,
  `echo abc > f; { read x; echo $x; } < f`,
  `cat <<'X'
$x \`y\` \\z "q"
X`,
  `x=1; cat <<X
$x \\$x \`echo sub\` $((x+1)) "q" \\\\ \\a
X`,
  `cat <<-X
	tabbed
		twice
	X
echo after`,
  `while read a b; do echo "$b-$a"; done <<X
1 2 3
4
X`,
  `ls nofile 2>/dev/null || echo none; cat nofile 2>&1 | wc -l | tr -d ' '`,
  `(echo a; echo b >&2) 2>/dev/null`,
  `echo x > f 2>&1; cat f; > g; ls g`,
  `echo one >f; echo two 1<>f >&2 2>/dev/null; cat f`,
  // Builtins
  `read a b <<X
one two three
X
echo "$a|$b"`,
  `echo '  lead trail  ' | { read x; echo "<$x>"; }`,
  `printf 'a\\\\b\\n' | { read x; echo "$x"; }; printf 'a\\\\b\\n' | { read -r x; printf '%s\\n' "$x"; }`,
  `printf 'no newline' | { read x; echo $? "$x"; }`,
  `echo a:b:c | { IFS=: read x y; echo "$x $y"; }`,
  `printf '%d %5d|%-5d|%05d %x %o %c %%\\n' 1 2 3 4 255 8 abc`,
  `printf '%s-%s\\n' a b c`,
  `printf '%.2f %e\\n' 3.14159 1234.5`,
  `printf 'a\\tb\\101\\n'; printf '%b' 'x\\ty\\n'`,
  `printf '%5s|%-5s|%.2s\\n' ab cd efgh`,
  `test a = a && echo y; [ 1 -lt 2 ] && echo y; [ -z "" ] && echo y; [ ! -e nofile ] && echo y; [ -d . ] && echo y`,
  `[ a = b -o c = c ] && echo y; [ a = a -a b = c ] || echo n; [ "(" = "(" ] && echo y`,
  `: > f; [ -f f ] && [ ! -s f ] && [ -e f ] && [ ! -d f ] && echo y; chmod +x f; [ -x f ] && echo x`,
  `set -- -a -b val -c rest; while getopts ab:c o; do echo "$o $OPTARG"; done; shift $((OPTIND-1)); echo $OPTIND $1`,
  `set -- -abval -- -c; while getopts ab:c o; do echo "$o $OPTARG"; done; echo $OPTIND`,
  `f() { OPTIND=1; while getopts :x: o; do echo "$o=$OPTARG"; done; }; f -x 1; f -y; f -x`,
  `eval 'echo a; x=5'; echo $x; eval "y='\\$x'"; echo "$y"`,
  `echo 'echo sourced; z=9' > lib; . ./lib; echo $z`,
  `cd /; pwd; cd /tmp; cd - ; cd /usr/../etc; pwd; echo $PWD $OLDPWD`,
  `export A=1; B=2; sh -c 'echo "$A-$B"'; export B; sh -c 'echo "$A-$B"'; unset A; sh -c 'echo "<$A>"'`,
  `umask 022; : > u; umask`,
  `type cd >/dev/null; echo $?; type nosuch >/dev/null 2>&1; echo $?; command -v cd`,
  `set -e; false || true; if false; then :; fi; ! true; echo alive; false; echo dead`,
  `set -e; f() { false; echo in f; }; f || echo caught; (false); echo dead`,
  `set -e; x=$(false); echo dead`,
  `set -f; echo *; set +f`,
  `trap 'echo bye' EXIT; echo hi; exit 4`,
  `trap 'echo got' USR1; kill -USR1 $$; echo after`,
  `trap 'echo term; exit 5' TERM; kill $$; echo never`,
  `(trap 'echo sub' EXIT; echo body); echo main`,
  `trap '' TERM; kill $$; echo alive; trap - TERM; sh -c 'kill $$; echo never'; echo $?`,
  `sh -c 'kill -9 $$'; echo $?; sh -c 'exit 300'; echo $?`,
  `nosuchcommand 2>/dev/null; echo $?; ./f 2>/dev/null; echo $?; : > nox; ./nox 2>/dev/null; echo $?`,
  `printf '#!/bin/sh\\necho script $0 $1\\n' > s; chmod +x s; ./s arg`,
  `wait; echo $?; jobs; echo $?`,
  // Globs
  `mkdir d; : > d/a.c; : > d/b.c; : > d/.h; : > 'd/x y'; cd d; echo *; echo *.c; echo [ab].c; echo .h*; echo *.none; echo ?.c; for f in *; do echo "<$f>"; done`,
  `mkdir -p p/q p/r; : > p/q/1; : > p/r/1; echo p/*/1 p/* */q; echo p/*/`,
  `: > 'a[b'; echo a\\[*; x='a*'; echo $x "$x"`,
  // Programs
  `seq 3; seq 2 5; seq 1 2 7; seq 3 1; seq 3 -1 1`,
  `printf 'b\\na\\nc\\na\\n' | sort | uniq -c | sed 's/^ *//'; printf '10\\n9\\n2\\n' | sort -n; printf '10\\n9\\n2\\n' | sort -rn`,
  `printf 'x 3\\ny 1\\nz 2\\n' | sort -k2 ; printf 'a:3\\nb:1\\n' | sort -t: -k2 -n`,
  `echo a,b,c | cut -d, -f2; echo abcdef | cut -c2-4; echo a,b,c | cut -d, -f1,3`,
  `echo hello | tr a-y b-z; echo hello | tr -d l; echo aabbcc | tr -s a-c; echo hi | tr '[:lower:]' '[:upper:]'`,
  `seq 5 > n; head -n 2 n; tail -n 2 n; tail -n +4 n; head -n -3 n; head -c 3 n; tail -c 4 n`,
  `printf 'one\\ntwo\\nthree\\n' > g; grep t g; grep -v t g; grep -c t g; grep -n e g; grep -i ONE g; grep -x two g; grep -E 'o(n|w)' g; grep nomatch g; echo $?; grep -q two g; echo $?; grep -o 'e' g`,
  `printf 'foo bar\\nbaz\\n' | grep -w bar; printf 'a.b\\naxb\\n' | grep -F a.b; printf 'ab\\nac\\n' | grep -e ab -e ac; printf 'x1\\nx22\\n' | grep 'x[0-9]\\{2\\}'`,
  `seq 9 | grep -A1 -B1 5; seq 20 | grep -C1 -e 3 -e 13; seq 5 | grep -m2 .`,
  `printf 'a b\\nc d\\n' | sed 's/ /-/'; printf 'aaa\\n' | sed 's/a/b/2'; printf 'aaa\\n' | sed 's/a/b/g'; echo path/to | sed 's|/|:|'`,
  `seq 5 | sed -n 2,3p; seq 5 | sed 2d; seq 5 | sed '$d'; seq 5 | sed -n '$p'; seq 5 | sed '/3/q'; seq 3 | sed 's/.*/[&]/'`,
  `echo 'john smith' | sed 's/\\(.*\\) \\(.*\\)/\\2 \\1/'; echo abc | sed -E 's/(b)(c)/\\2\\1/'; echo abc | sed y/abc/xyz/; seq 3 | sed -n '/2/!p'; seq 2 | sed 'a\\
after'`,
  `seq 6 | sed -n '2,4{s/^/x/;p}'; seq 3 | sed -e 1d -e 's/3/three/'; printf 'a\\nb\\n' | sed 'N;s/\\n/+/'`,
  `printf 'a\\nb\\nc\\n' | sed ':x;N;$!bx;s/\\n/,/g'; printf 'k=1\\n' > s; sed -i 's/1/2/' s; cat s; seq 10 | sed -n '/3/,/5/p'`,
  `echo 'a b c' | xargs -n 1 echo; printf 'a\\nb\\n' | xargs -I{} echo '<{}>'; echo | xargs echo none`,
  `basename /a/b.c .c; basename /a/b/; dirname /a/b/c; dirname a; dirname /a; dirname /`,
  `expr 1 + 2; expr 2 \\* 3; expr 7 / 2; expr a = a; expr abc : 'a\\(.\\)'; expr length hello; expr 1 - 1; echo $?`,
  `echo hello | wc -c | tr -d ' '; printf 'a b\\nc\\n' | wc -l | tr -d ' '; printf 'grün' | wc -c | tr -d ' '`,
  `mkdir -p x/y/z; touch x/y/f; find x | sort; find x -type f; find x -name z; find x -type d -name '?' | sort; rm -r x; ls x 2>/dev/null; [ $? -ne 0 ] && echo gone`,
  `echo a > c1; cp c1 c2; mv c2 c3; cat c3; ls c*; rm c1; ls c*; ln -s c3 l; cat l; readlink l; rm l; cat c3`,
  `mkdir m; rmdir m; [ -d m ] || echo gone; rm -f nothing; echo $?`,
  `echo text | tee t1 | tr a-z A-Z; cat t1; echo more | tee -a t1 > /dev/null; cat t1`,
  `printf 'a\\0b' | od -An -tx1 | tr -d ' \\n'; echo; printf 'abc' | od -c | head -n 1 | tr -s ' '`,
  `echo hello | md5sum; echo hello | sha256sum; printf hello | base64; echo aGVsbG8= | base64 -d; echo`,
  `printf '1\\n2\\n3\\n' | paste -s -d + -; printf 'c\\nb\\na\\n' | tac; echo abc | rev`,
  `env -i A=1 sh -c 'echo $A'; env A=2 sh -c 'echo $A'`,
  `true; echo $?; false; echo $?; [ x ]; echo $?; test; echo $?`,
  `sleep 0.01; echo $?; timeout 0.05 sleep 5; [ $? -ne 0 ] && echo timed`,
  `dd if=/dev/zero bs=4 count=2 2>/dev/null | wc -c | tr -d ' '; printf abcdef | dd bs=1 skip=2 count=3 2>/dev/null; echo`,
  `printf 'x\\n\\n\\ny\\n' | cat -s; printf 'a\\n' | cat -n | tr -s ' '; printf 'a\\tb\\n' | cat -A`,
  `date -u -d @0 +%Y-%m-%dT%H:%M:%S; date -u -d @86399 +%s`,
  `echo "grün 日本 🌱" | cat; x='grün'; echo "\${x%n}"; printf 'ä' | od -An -tx1 | tr -d ' '; printf '\\303\\274\\n'; x=$(printf '\\303\\274'); echo "$x"`,
  `printf '\\377\\376' | cat | od -An -tx1 | tr -d ' '; printf '\\377\\n' | sed s/a/b/ | od -An -tx1 | tr -d ' '`,
  `i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo $i; done | tail -n 1`,
  `seq 1000 | while read n; do echo $((n*n)); done | tail -n 1`,
  `f() { echo "$1" | { read x; echo "got $x"; }; }; f a; f c | cat`,
  `( ( echo a; exit 2 ) ; echo $? ) ; echo $?`,
  `exec echo replaced; echo never`,
  `x=$(cat <<X
in sub $(echo nested)
X
); echo "$x"`,
  `echo $(seq 3 | while read i; do echo "v$i"; done)`,
  `f() { x=5; local y=6; g; }; g() { echo "$x $y"; }; f; echo "$x <$y>"`,
  `readonly r=1; echo $r; (r=2) 2>/dev/null; echo $?`,
  `echo "$(( $# ))" "$(( \${#} + 1 ))"; set -- a; echo $(($#*10))`,
  `echo a >&1; (echo b >&3) 3>&1; echo c 3>&1 >&3`,
  `{ echo x; exit 3; echo y; } | cat; echo $?`,
  `if ! grep -q nothing /dev/null; then echo none; fi`,
  `while :; do echo once; break; done; for i in; do echo never; done; echo $?`,
  // awk
  `printf 'a 1\\nb 2\\nc 3\\n' | awk '{print $2, $1}'; printf 'a:1\\n' | awk -F: '{print $2}'; seq 5 | awk '{s+=$1} END {print s, NR}'`,
  `seq 10 | awk '$1 > 3 && $1 % 2'; seq 5 | awk 'NR==2,NR==4'; printf 'x\\ny\\n' | awk '/y/'; seq 3 | awk 'NR>1{exit 3}{print}'; echo $?`,
  `awk 'BEGIN { for (i = 0; i < 3; i++) { if (i == 1) continue; print i }; while (n < 2) n++; print n; print length("abc"), substr("hello", 2, 3), index("abc", "c"), toupper("x") }'`,
  `printf 'a b\\na c\\nb d\\n' | awk '{n[$1]++; l[$1] = l[$1] $2} END {print n["a"], n["b"], l["a"]; if (!("z" in n)) print "none"}'`,
  `awk 'BEGIN { x = "a-b-c"; n = split(x, p, "-"); print n, p[3]; gsub(/-/, "+", x); print x; printf "%05.2f|%s|%d\\n", 3.14159, "s", 42; print 1e3, 0.1 + 0.2, 7 / 2, 2 ^ 10 }'`,
  `awk 'function f(n) { return n <= 1 ? 1 : n * f(n - 1) } BEGIN { print f(5) }'; echo 'a b c' | awk '{ $2 = "x"; print; print NF; $5 = "e"; print }'`,
  `echo '10 9' | awk '{ print ($1 > $2), ($1 "" > $2 "") }'; echo abc | awk '{ sub("b", "[&]"); print }'; awk -v x=5 'BEGIN { print x + 1 }'; echo 'k=v' | awk -F= '$1 == "k" { print "v is " $2 }'`,
]
