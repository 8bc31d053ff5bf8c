#!/bin/sh
# Executes one attempt and outlives the service that asked for it.
#
#   supervisor.sh DIR TIMEOUT_SECONDS LOG_BYTES GRACE_SECONDS PROGRAM [ARGUMENT…]
#
# DIR holds work/ (where the program runs), and gets: started/ (the claim: a second supervisor of the
# same attempt exits at once), pid, log, result. Only one result is ever written, in one piece.
# A TERM to this process stops the program; the file DIR/cancel says that somebody asked for it.

dir=$1 timeout=$2 limit=$3 grace=$4
shift 4

mkdir "$dir/started" 2>/dev/null || exit 0

millis() {
    t=$(date +%s%3N)
    case $t in *N*) t=$(date +%s)000 ;; esac
    printf '%s' "$t"
}

# The kernel's own start time tells this process from a later one of the same number.
birth=0
[ -r "/proc/$$/stat" ] && birth=$(sed 's/^.*) //' "/proc/$$/stat" | cut -d' ' -f20)
began=$(millis)
# Nobody would find a supervisor without this file: it does not begin then.
{ printf '%s %s %s\n' "$$" "$birth" "$began" > "$dir/pid.part" && mv "$dir/pid.part" "$dir/pid"; } || exit 0
head -c 4096 /dev/zero > "$dir/reserve" 2>/dev/null # room for the result on a disk that fills up

if command -v setsid >/dev/null 2>&1; then
    apart() { exec setsid "$@"; }
else
    apart() { exec perl -MPOSIX -e 'POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127' -- "$@"; }
fi

# Sends a signal to all that a process started apart has started; to itself alone while it is not apart yet.
signal() { # SIGNAL PROCESS
    kill -s "$1" -- "-$2" 2>/dev/null || kill -s "$1" "$2" 2>/dev/null
}

end() { # PROCESS
    signal KILL "$1"
    signal KILL "$1" # what it started while the first signal found it alone
}

stopping=''
trap 'stopping=yes' TERM INT HUP

result() {
    {
        printf 'ending=%s\nexit=%s\nstarted=%s\nfinished=%s\nnote=%s\n' "$1" "$2" "$began" "$(millis)" "$3"
    } > "$dir/result.part" && mv "$dir/result.part" "$dir/result"
}

finish() { # ENDING EXIT_CODE NOTE
    rm -f "$dir/reserve"
    result "$@"
    rm -rf "${dir:?}/work" "${dir:?}/tmp" "${dir:?}/home" "${dir:?}/pipe"
    [ -e "$dir/result" ] || result "$@" # there may be room now
}

if ! cd "$dir/work" || ! mkfifo "$dir/pipe"; then
    finish infra_failed -1 'the folder of the attempt could not be prepared'
    exit 0
fi
if ! command -v -- "$1" >/dev/null 2>&1; then
    printf 'muster: there is no program "%s" on this machine or in the commit\n' "$1" > "$dir/log"
    finish failed 127 'the program of the command does not exist'
    exit 0
fi

# The log, up to its limit; what comes after is dropped, and the program goes on. cat passes on what
# it reads at once, so that the log can be followed; the limit is the kernel's.
{
    # shellcheck disable=SC3045 # in every shell that is a /bin/sh today
    if (ulimit -f $((limit / 512)) && trap '' XFSZ && exec cat > "$dir/log") 2> "$dir/log.fault"; then
        rm -f "$dir/log.fault"
    elif [ "$(wc -c < "$dir/log")" -ge $((limit / 512 * 512)) ]; then
        rm -f "$dir/log.fault"
        printf '\nmuster: the log is cut here, at %s bytes\n' "$limit" >> "$dir/log"
        cat > /dev/null
    else
        kill -s TERM $$
        cat > /dev/null
    fi
} < "$dir/pipe" &
reader=$!

apart "$@" < /dev/null > "$dir/pipe" 2>&1 &
program=$!
printf '%s\n' "$program" > "$dir/group"

# shellcheck disable=SC2016 # expanded by the timer
apart sh -c 'sleep "$1"; : > "$2/timedout"; kill -TERM "$3"' timer "$timeout" "$dir" "$$" > /dev/null 2>&1 &
timer=$!

# Ends the program and all it started: asked first, killed after the grace. Leaves its exit code in $code.
stop() {
    signal TERM "$program"
    # shellcheck disable=SC2016 # expanded by the killer
    apart sh -c 'sleep "$1"; kill -s KILL -- "-$2"' killer "$grace" "$program" > /dev/null 2>&1 &
    killer=$!
    wait "$program"
    code=$?
    while kill -0 "$program" 2>/dev/null; do # the wait was cut short by a second signal
        wait "$program"
        code=$?
    done
    left=$((grace * 10))
    while [ "$left" -gt 0 ] && kill -s 0 -- "-$program" 2>/dev/null; do
        sleep 0.1
        left=$((left - 1))
    done
    end "$killer"
}

while :; do
    wait "$program"
    code=$?
    if [ -n "$stopping" ]; then
        stop
        break
    fi
    kill -0 "$program" 2>/dev/null || break
done
end "$timer"
kill -s KILL -- "-$program" 2>/dev/null # what the program left behind

left=20
while [ "$left" -gt 0 ] && kill -0 "$reader" 2>/dev/null; do
    sleep 0.1
    left=$((left - 1))
done
kill -KILL "$reader" 2>/dev/null

if [ -e "$dir/log.fault" ]; then
    fault=$(head -n 1 "$dir/log.fault" | tr -d '\r\n' | cut -c 1-200)
    finish infra_failed "$code" "the log could not be written: ${fault:-no room}; make room on the disk of the data folder"
elif [ -e "$dir/cancel" ] && [ -n "$stopping" ]; then
    finish cancelled "$code" "$(head -n 1 "$dir/cancel" | cut -c 1-500)"
elif [ -e "$dir/timedout" ] && [ -n "$stopping" ]; then
    finish timed_out "$code" "stopped after $timeout s"
elif [ -n "$stopping" ]; then
    finish infra_failed "$code" 'the supervisor was told to stop from outside'
elif [ "$code" -eq 0 ]; then
    finish passed 0 ''
else
    finish failed "$code" ''
fi
