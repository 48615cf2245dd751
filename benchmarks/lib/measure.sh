# shellcheck shell=bash
# Wall time, CPU time and memory of one command with everything it starts. Sourced, not run.

# Prints the memory of a session in kilobytes: the sum of the proportional set sizes, so that pages
# shared by forked workers count once, or the most that one of its processes ever had resident, which
# the kernel remembers by itself, if that is more. PostgreSQL's own processes are in other sessions.
session_kilobytes() {
    local session=$1 stat line fields key value sum=0 most=0
    for stat in /proc/[0-9]*/stat; do
        { read -r line <"$stat"; } 2>/dev/null || continue
        read -ra fields <<<"${line##*) }"
        [[ ${fields[3]} == "$session" ]] || continue
        while read -r key value _; do
            case $key in
                Pss:) sum=$((sum + value)) ;;
                VmHWM:) most=$((value > most ? value : most)) ;;
            esac
        done 2>/dev/null < <(cat "${stat%stat}status" "${stat%stat}smaps_rollup")
    done
    printf '%s\n' "$((sum > most ? sum : most))"
}

# Writes the highest value seen so far to a file until the session is gone. Rarely, because each look
# walks the page tables of the process and holds up what needs memory there meanwhile: twice a second
# made Dunlin's copy 6 % slower.
sample_memory() {
    local pid_file=$1 peak_file=$2 session='' now peak=0
    while [[ -z $session ]]; do
        sleep 0.02
        { read -r session <"$pid_file"; } 2>/dev/null || session=''
    done
    sleep 1
    while [[ -d /proc/$session ]]; do
        now=$(session_kilobytes "$session")
        if ((now > peak)); then
            peak=$now
            printf '%s\n' "$peak" >"$peak_file"
        fi
        sleep 2
    done
}

# measure LOG COMMAND…: runs the command in a session of its own.
# Sets seconds, cpu_seconds, peak_mb, exit_code.
measure() {
    local log=$1 sampler user_seconds system_seconds
    shift
    rm -f "$work/measure".{pid,time,peak}
    sample_memory "$work/measure.pid" "$work/measure.peak" &
    sampler=$!
    exit_code=0
    # In the background and waited for: a trap would wait for a foreground command to end.
    (
        TIMEFORMAT='%3R %3U %3S'
        # shellcheck disable=SC2016
        time setsid --wait bash -c 'echo $$ >"$0"; exec "$@"' "$work/measure.pid" \
            timeout --kill-after=15 "$timeout_seconds" "$@" >"$log" 2>&1
    ) 2>"$work/measure.time" &
    wait "$!" || exit_code=$?
    kill "$sampler" 2>/dev/null || true
    wait "$sampler" 2>/dev/null || true
    rm -f "$work/measure.pid"
    read -r seconds user_seconds system_seconds < <(tail -n 1 "$work/measure.time")
    cpu_seconds=$(awk -v u="$user_seconds" -v s="$system_seconds" 'BEGIN { printf "%.2f", u + s }')
    peak_mb=0
    if [[ -s $work/measure.peak ]]; then
        peak_mb=$((($(<"$work/measure.peak") + 1023) / 1024))
    fi
}

# Ends what a broken-off run left behind: the measured command has its own session and
# so does not hear the terminal's Ctrl-C.
stop_measured() {
    local session tries
    { read -r session <"$work/measure.pid"; } 2>/dev/null || return 0
    kill -TERM -- "-$session" 2>/dev/null || return 0
    for ((tries = 0; tries < 50; tries++)); do
        kill -0 -- "-$session" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL -- "-$session" 2>/dev/null || true
}
