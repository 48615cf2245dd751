# shellcheck shell=bash
# The two followers of benchmarks/drain, Dunlin and native logical replication, and waiting for
# what they do. Sourced, not run. Needs lib/rounds.sh; sets $seconds, $wall_seconds, $cpu_*.

launcher=${DUNLIN:-$(cd "$here/.." && pwd)/dunlin}
ticks=$(getconf CLK_TCK)

# await URI QUESTION [PID]: asks every 20 ms over one connection until the answer is t, and sets
# $reached to that moment. Gives up after the timeout, or when process PID has ended. Each question
# is a transaction of its own: a snapshot held open would slow the applying of changes down.
await() {
    local uri=$1 question=$2 guard=${3:-} answer='' asker from to status
    local deadline=$((SECONDS + timeout_seconds))
    coproc ASKER { exec psql -X -q -A -t -d "$uri" 2>>"$work/log/await.log"; }
    asker=$ASKER_PID
    exec {from}<&"${ASKER[0]}" {to}>&"${ASKER[1]}"
    status=1
    while ((SECONDS < deadline)); do
        printf '%s;\n' "$question" >&"$to"
        read -r -t 60 -u "$from" answer || break
        if [[ $answer == t ]]; then
            reached=$EPOCHREALTIME
            status=0
            break
        fi
        if [[ -n $guard ]] && ! kill -0 "$guard" 2>/dev/null; then
            break
        fi
        # Nothing comes: a pause that starts no process.
        read -r -t 0.02 -u "$from" || true
    done
    exec {from}<&- {to}>&-
    kill "$asker" 2>/dev/null || true
    wait "$asker" 2>/dev/null || true
    return "$status"
}

since() {
    awk -v from="$1" -v to="$2" 'BEGIN { printf "%.3f", to - from }'
}

# cpu_of PID…: user and system seconds so far; a process that has ended counts nothing.
cpu_of() {
    local pid line fields sum=0
    for pid in "$@"; do
        { read -r line <"/proc/$pid/stat"; } 2>/dev/null || continue
        read -ra fields <<<"${line##*) }"
        sum=$((sum + fields[11] + fields[12]))
    done
    awk -v t="$sum" -v hz="$ticks" 'BEGIN { printf "%.2f", t / hz }'
}

slot_is_active() {
    printf "SELECT coalesce((SELECT active FROM pg_replication_slots WHERE slot_name = '%s'), false)" "$1"
}

# shellcheck disable=SC2034
no_figures() {
    seconds=0 wall_seconds=0 cpu_walsender=0 cpu_target=0 cpu_dunlin=0
}

# drain_through SLOT DATABASE STARTED [PID]: the clock starts when the slot has its walsender and
# stops when the last row of the load is on the target.
drain_through() {
    local slot=$1 database=$2 started=$3 guard=${4:-} began jvm=0 walsender backends
    no_figures
    await "$(source_uri postgres)" "$(slot_is_active "$slot")" "$guard" || return 1
    began=$reached
    if [[ -n $guard ]]; then
        jvm=$(cpu_of "$guard")
    fi
    await "$(target_uri "$database")" 'SELECT EXISTS (SELECT FROM marker)' "$guard" || return 1
    seconds=$(since "$began" "$reached")
    wall_seconds=$(since "$started" "$reached")
    if [[ -n $guard ]]; then
        cpu_dunlin=$(since "$jvm" "$(cpu_of "$guard")")
    fi
    walsender=$(sql "$(source_uri postgres)" -c \
        "SELECT active_pid FROM pg_replication_slots WHERE slot_name = '$slot'")
    backends=$(sql "$(target_uri postgres)" -c \
        "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity WHERE datname = '$database'")
    # shellcheck disable=SC2034,SC2086
    cpu_walsender=$(cpu_of $walsender) cpu_target=$(cpu_of $backends)
}

# --- native logical replication ---

native_check() {
    printf 'logical replication, one subscription with its defaults\n'
}

# Slot first, rows afterwards: nobody writes in between, so both show the same moment.
native_begin() {
    local tables source
    source=$(source_uri bench)
    tables=$(sql "$source" -c "SELECT string_agg(format('%I', relname), ', ') FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
    sql "$source" -c "CREATE PUBLICATION bench_native FOR TABLE $tables"
    sql "$source" -c "SELECT pg_create_logical_replication_slot('bench_native', 'pgoutput')" >/dev/null
    pg_dump --no-publications --exclude-schema='dunlin*' -d "$source" \
        | sql "$(target_uri bench_native)" >"$work/log/$number-native-copy.log"
}

native_drain() {
    local started=$EPOCHREALTIME
    sql "$(target_uri bench_native)" -c "CREATE SUBSCRIPTION bench_native CONNECTION '$(source_uri bench)'
        PUBLICATION bench_native WITH (enabled, create_slot = false, copy_data = false,
        slot_name = 'bench_native')" >"$work/log/$number-native.log" 2>&1 &
    drain_through bench_native bench_native "$started"
}

# The target's half goes with its database.
native_end() {
    sql "$(target_uri bench_native)" -c 'ALTER SUBSCRIPTION bench_native DISABLE' || return
    drop_slots bench_native
}

# --- Dunlin ---

dunlin_check() {
    if [[ ! -x $launcher ]]; then
        printf 'there is no launcher at %s\n' "$launcher"
        return 1
    fi
    # Also makes sure that building and the first run's rehearsal, if the launcher does them, are not
    # timed.
    "$launcher" run --help > /dev/null
    "$launcher" version | tail -n 1
}

# In a process group of its own, with SIGINT as it is at a terminal: bash would have it ignored.
dunlin_start() {
    set -m
    "$launcher" run --mode online --cutover wait --source "$(source_uri bench)" \
        --target "$(target_uri bench_dunlin)" --name "bench-$number" --verify none \
        --work-dir "$work/peer" --parallel 2 </dev/null >>"$work/log/$number-dunlin.log" 2>&1 &
    dunlin_pid=$!
    set +m
    # Where stop_measured finds it when the benchmark is broken off.
    printf '%s\n' "$dunlin_pid" >"$work/measure.pid"
}

# What the running process says of itself: the JSON of its REST interface.
dunlin_view() (
    port=$(sed -n 's/.*"port" *: *\([0-9]*\).*/\1/p' "$work/peer/server.json" 2>/dev/null)
    token=$(sed -n 's/.*"token" *: *"\([^"]*\)".*/\1/p' "$work/peer/server.json" 2>/dev/null)
    [[ -n $port ]] || exit 1
    { exec {socket}<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || exit 1
    printf 'GET /api/v1/migrations/bench-%s HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n' \
        "$number" "$token" >&"$socket"
    timeout 5 cat <&"$socket"
)

# Copies, and is there once the target is in step. Fails when that does not come about.
dunlin_begin() {
    local deadline=$((SECONDS + timeout_seconds))
    dunlin_start
    until [[ $(dunlin_view) == *'"ready":true'* ]]; do
        if ! kill -0 "$dunlin_pid" 2>/dev/null || ((SECONDS > deadline)); then
            kill -TERM -- "-$dunlin_pid" 2>/dev/null || true
            dunlin_wait
            return 1
        fi
        sleep 0.5
    done
    dunlin_slot=$(sql "$(source_uri bench)" -c "SELECT slot_name FROM pg_replication_slots
        WHERE database = current_database() AND slot_name LIKE 'dunlin%' AND NOT temporary")
    [[ -n $dunlin_slot ]]
}

dunlin_interrupt() {
    kill -INT -- "-$dunlin_pid"
    dunlin_wait
    await "$(source_uri postgres)" "SELECT NOT ($(slot_is_active "$dunlin_slot"))" \
        || fail "the slot $dunlin_slot stays active"
}

# A process that does not end in two minutes is killed.
dunlin_wait() {
    local deadline=$((SECONDS + 120))
    while kill -0 "$dunlin_pid" 2>/dev/null; do
        if ((SECONDS > deadline)); then
            say "dunlin does not end and is killed"
            kill -KILL -- "-$dunlin_pid"
        fi
        sleep 0.1
    done
    wait "$dunlin_pid" || true
    rm -f "$work/measure.pid"
    cp "$work/peer/dunlin.log" "$work/log/$number-dunlin-process.log" || true
}

dunlin_drain() {
    local started=$EPOCHREALTIME
    dunlin_start
    drain_through "$dunlin_slot" bench_dunlin "$started" "$dunlin_pid"
}

dunlin_end() {
    if kill -0 "$dunlin_pid" 2>/dev/null; then
        timeout 120 "$launcher" cancel "bench-$number" --keep-target --work-dir "$work/peer" \
            >"$work/log/$number-cancel.log" 2>&1 || kill -TERM -- "-$dunlin_pid" 2>/dev/null || true
    fi
    dunlin_wait
    drop_slots "$dunlin_slot"
}

# Waits until nobody reads the slot any more: dropping it is refused before.
drop_slots() {
    await "$(source_uri postgres)" "SELECT NOT ($(slot_is_active "$1"))" || return
    sql "$(source_uri postgres)" -c "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
        WHERE slot_name = '$1'" >/dev/null
}
