# shellcheck shell=bash
# The frame both benchmarks share: options, rounds, the table. Sourced, not run.
# The caller defines load_source, warm_target and $title, then calls bench_main.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
all_peers=dunlin,pgcopydb,dump,logical

fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 1
}

say() {
    printf '%s %s\n' "$(date +%H:%M:%S)" "$*" >&2
}

# shellcheck source=benchmarks/lib/clusters.sh
. "$here/lib/clusters.sh"
# shellcheck source=benchmarks/lib/measure.sh
. "$here/lib/measure.sh"

parse_options() {
    while (($#)); do
        case $1 in
            --scale) [[ -n ${scale:-} ]] || fail "$1 is not for this benchmark"; scale=${2:?}; shift ;;
            --rounds) rounds=${2:?}; shift ;;
            --peers) peers=${2:?}; shift ;;
            --check) check=${2:?}; shift ;;
            --work) work=${2:?}; shift ;;
            --json) json=${2:?}; shift ;;
            --timeout) timeout_seconds=${2:?}; shift ;;
            --keep) keep=yes ;;
            -h | --help) sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; exit 0 ;;
            *) fail "unknown option $1, see --help" ;;
        esac
        shift
    done
    [[ ${scale:-1} =~ ^[1-9][0-9]*$ ]] || fail "--scale must be a number of at least 1"
    [[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "--rounds must be a number of at least 1"
    [[ $timeout_seconds =~ ^[1-9][0-9]*$ ]] || fail "--timeout must be a number of seconds"
    [[ $check == rows || $check == content ]] || fail "--check must be rows or content"
}

choose_work() {
    if [[ -z $work ]]; then
        work=$(mktemp -d "${TMPDIR:-/tmp}/dunlin-bench.XXXXXX")
    elif [[ -e $work && -n $(ls -A "$work") ]]; then
        fail "$work is not empty"
    else
        mkdir -p "$work"
        work=$(cd "$work" && pwd)
    fi
    trap finish EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

finish() {
    local code=$?
    trap - EXIT
    stop_measured
    if [[ $keep == yes ]]; then
        say "kept $work; source on port ${source_port:-?}, target on port ${target_port:-?}"
    else
        stop_clusters
        if ((code == 0)); then
            rm -rf "$work"
        else
            rm -rf "$work"/{source,target,peer}
            say "logs are in $work/log"
        fi
    fi
    exit "$code"
}

# Keeps the peers that can run here and says why another cannot.
choose_peers() {
    local peer answer
    available=()
    versions=()
    IFS=, read -ra asked <<<"$peers"
    for peer in "${asked[@]}"; do
        [[ -x $here/peers/$peer ]] || fail "no such peer: $peer (there are: $all_peers)"
        if answer=$("$here/peers/$peer" check 2>&1); then
            available+=("$peer")
            versions+=("$answer")
        else
            say "$peer is left out: $answer"
            skipped+=("$peer")
        fi
    done
    ((${#available[@]})) || fail "none of the peers can run here"
}

run_peer() {
    local round=$1 peer=$2 number
    number=$(printf '%02d' "$round")
    fresh_target bench
    checkpoint_both
    # What the one before left for the kernel to write is not this one's business.
    sync
    rm -rf "$work/peer"
    mkdir "$work/peer"
    export BENCH_SOURCE BENCH_TARGET BENCH_DIR=$work/peer BENCH_NAME=bench-$number
    BENCH_SOURCE=$(source_uri bench)
    BENCH_TARGET=$(target_uri bench)
    say "round $round: $peer"
    measure "$work/log/$number-$peer.log" "$here/peers/$peer" run
    judge "$number" "$peer"
    "$here/peers/$peer" clean >>"$work/log/$number-$peer.log" 2>&1 || true
    drop_target bench
    rm -rf "$work/peer"
    say "round $round: $peer $seconds s, $verdict"
    ((round == 0)) || results+=("$round $peer $seconds $cpu_seconds $peak_mb $verdict")
}

# Sets verdict: ok, or why the run does not count.
judge() {
    local found=$work/log/$1-$2.found
    if ((exit_code == 124 || exit_code == 137)); then
        verdict=timeout
    elif ((exit_code != 0)); then
        verdict=exit-$exit_code
    elif ! describe_database "$(target_uri bench)" "$check" >"$found" 2>&1 \
        || ! diff "$work/expected" "$found" >"$found.diff"; then
        verdict=wrong-result
    else
        verdict=ok
    fi
    if [[ $verdict != ok ]]; then
        say "FAILED: $2 ($verdict), see $work/log/$1-$2.*"
        failures=$((failures + 1))
    fi
}

# Round 0 does not count: who comes first after the load writes to memory that a virtual machine has
# to get from its host, 5 s and more of the kernel's time here.
run_rounds() {
    local round index count=${#available[@]}
    for ((round = 0; round <= rounds; round++)); do
        for ((index = 0; index < count; index++)); do
            # Each round starts with another peer, so that none is always first.
            run_peer "$round" "${available[(index + round) % count]}"
        done
    done
}

print_table() {
    printf '\n%s\n%s\n' "$title" "$machine"
    for ((index = 0; index < ${#available[@]}; index++)); do
        printf '  %-9s %s\n' "${available[index]}" "${versions[index]}"
    done
    printf '\n'
    printf '%s\n' "${results[@]}" | awk -f "$here/lib/table.awk" -v order="${available[*]}"
    if ((${#skipped[@]})); then
        printf '\nleft out: %s\n' "${skipped[*]}"
    fi
}

json_text() {
    local text=${1//\\/\\\\}
    printf '"%s"' "${text//\"/\\\"}"
}

write_json() {
    local line index separator=''
    {
        printf '{\n  "title": %s,\n  "machine": %s,\n  "check": "%s",\n  "peers": {' \
            "$(json_text "$title")" "$(json_text "$machine")" "$check"
        for ((index = 0; index < ${#available[@]}; index++)); do
            printf '%s\n    "%s": %s' "$separator" "${available[index]}" "$(json_text "${versions[index]}")"
            separator=,
        done
        printf '\n  },\n  "runs": ['
        separator=''
        for line in "${results[@]}"; do
            # shellcheck disable=SC2086
            set -- $line
            printf '%s\n    {"round": %s, "peer": "%s", "seconds": %s, "cpuSeconds": %s, "peakMegabytes": %s, "result": "%s"}' \
                "$separator" "$@"
            separator=,
        done
        printf '\n  ]\n}\n'
    } >"$json"
}

describe_machine() {
    local memory model
    memory=$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)
    model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
    machine="PostgreSQL $(sql "$(source_uri postgres)" -c 'SHOW server_version') on both sides; $(nproc) cores"
    machine+=" (${model:-unknown}), $memory; shared_buffers $shared_buffers, fsync on"
}

bench_main() {
    rounds=3 peers=$all_peers check=${check:-rows} work='' json='' keep=no timeout_seconds=3600
    results=() skipped=() failures=0
    parse_options "$@"
    choose_work
    find_postgres
    export PG_BIN PATH="$PG_BIN:$PATH"
    choose_peers
    say "clusters in $work"
    start_clusters
    sql "$(source_uri postgres)" -c 'CREATE DATABASE bench TEMPLATE template0'
    say "loading the source"
    load_source
    warm_target
    describe_database "$(source_uri bench)" "$check" >"$work/expected"
    describe_machine
    run_rounds
    machine+="; load average of the last 5 minutes $(cut -d ' ' -f 2 /proc/loadavg)"
    print_table
    if [[ -n $json ]]; then
        write_json
    fi
    if ((failures)); then
        say "$failures run(s) failed"
        exit 1
    fi
}
