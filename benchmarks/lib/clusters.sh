# shellcheck shell=bash
# Two PostgreSQL clusters of our own, a source and a target, on free loopback ports.
# Sourced, not run. Needs $work; sets $source_port and $target_port.

# Every PG* variable of the caller would reach psql and the peers alike: start without them.
for variable in $(compgen -e | grep '^PG' || true); do
    case $variable in
        PG_BIN) ;;
        *) unset "$variable" ;;
    esac
done

# The newest server binaries installed, or those named by PG_BIN.
find_postgres() {
    local candidate
    if [[ -n ${PG_BIN:-} ]]; then
        [[ -x $PG_BIN/initdb ]] || fail "PG_BIN=$PG_BIN has no initdb"
        return
    fi
    for candidate in $(printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin | sort -rV) \
        "$(pg_config --bindir 2>/dev/null || true)"; do
        if [[ -x $candidate/initdb && -x $candidate/pgbench ]]; then
            PG_BIN=$candidate
            return
        fi
    done
    fail "no PostgreSQL server binaries found; set PG_BIN to the directory of initdb and pgbench"
}

# PostgreSQL refuses to run as root, so root hands it to another user.
as_postgres() {
    if [[ $EUID -ne 0 ]]; then
        "$@"
    elif command -v runuser >/dev/null; then
        runuser -u "$pg_user" -- "$@"
    else
        setpriv --reuid "$pg_user" --regid "$pg_user" --init-groups -- "$@"
    fi
}

port_is_taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Below the ephemeral range, so that no outgoing connection takes it in between.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        if [[ $port != "${1:-}" ]] && ! port_is_taken "$port"; then
            printf '%s\n' "$port"
            return
        fi
    done
}

write_settings() {
    local role=$1 port=$2 level=$3
    cat >>"$work/$role/postgresql.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$work/run'
wal_level = $level
shared_buffers = $shared_buffers
max_wal_size = 8GB
min_wal_size = 4GB
checkpoint_timeout = 30min
max_connections = 100
max_worker_processes = 16
max_wal_senders = 10
max_replication_slots = 10
max_logical_replication_workers = 8
max_sync_workers_per_subscription = 2
wal_retrieve_retry_interval = 100ms
timezone = 'UTC'
log_timezone = 'UTC'
SETTINGS
}

start_cluster() {
    local role=$1 port=$2 level=$3
    as_postgres "$PG_BIN/initdb" -D "$work/$role" -U postgres -A trust \
        --encoding=UTF8 --locale=C >"$work/log/initdb-$role.log"
    as_postgres bash -c "$(declare -f write_settings); work='$work' shared_buffers='$shared_buffers' \
        write_settings '$role' '$port' '$level'"
    as_postgres "$PG_BIN/pg_ctl" -D "$work/$role" -l "$work/log/$role.log" -w -t 60 start >/dev/null \
        || fail "the $role cluster did not start, see $work/log/$role.log"
}

start_clusters() {
    local user_group
    find_postgres
    export PG_BIN PATH="$PG_BIN:$PATH"
    pg_user=${BENCH_PG_USER:-postgres}
    if [[ $EUID -eq 0 ]] && ! id "$pg_user" >/dev/null 2>&1; then
        fail "root cannot run PostgreSQL and there is no user $pg_user; set BENCH_PG_USER"
    fi
    mkdir -p "$work"/{source,target,run,log}
    chmod 755 "$work"
    if [[ $EUID -eq 0 ]]; then
        user_group=$(id -gn "$pg_user")
        chown "$pg_user:$user_group" "$work"/{source,target,run,log}
        as_postgres test -x "$work/source" || fail "$pg_user cannot reach $work; choose another --work"
    fi
    ((${#work} < 75)) || fail "$work is too long a path for a unix socket; choose another --work"
    shared_buffers=${BENCH_SHARED_BUFFERS:-1GB}
    source_port=$(free_port)
    target_port=$(free_port "$source_port")
    start_cluster source "$source_port" logical
    start_cluster target "$target_port" replica
}

stop_clusters() {
    local role
    for role in source target; do
        if [[ -s $work/$role/postmaster.pid ]]; then
            as_postgres "$PG_BIN/pg_ctl" -D "$work/$role" -m immediate stop >/dev/null 2>&1 || true
        fi
    done
}

# source_uri bench -> postgresql://…/bench
source_uri() { printf 'postgresql://postgres@127.0.0.1:%s/%s\n' "$source_port" "$1"; }
target_uri() { printf 'postgresql://postgres@127.0.0.1:%s/%s\n' "$target_port" "$1"; }

# sql URI [psql argument…]: unaligned, tuples only, stops at the first error.
sql() {
    psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$@"
}

checkpoint_both() {
    sql "$(source_uri postgres)" -c 'CHECKPOINT'
    sql "$(target_uri postgres)" -c 'CHECKPOINT'
}

# fresh_target DATABASE
fresh_target() {
    drop_target "$1"
    sql "$(target_uri postgres)" -c "CREATE DATABASE $1 TEMPLATE template0"
}

# A failed logical run may leave a subscription, which keeps its database alive.
drop_target() {
    local subscription database=$1 target
    target=$(target_uri "$database")
    if [[ $(sql "$(target_uri postgres)" -c "SELECT count(*) FROM pg_database WHERE datname = '$database'") == 0 ]]; then
        return
    fi
    for subscription in $(sql "$target" -c "SELECT subname FROM pg_subscription s JOIN pg_database d
            ON d.oid = s.subdbid WHERE d.datname = '$database'"); do
        sql "$target" -c "ALTER SUBSCRIPTION $subscription DISABLE" \
            -c "ALTER SUBSCRIPTION $subscription SET (slot_name = NONE)" -c "DROP SUBSCRIPTION $subscription"
    done
    sql "$(target_uri postgres)" -c "DROP DATABASE $database WITH (FORCE)"
}

# What a run must reproduce: one line per table (rows, and with content a digest of them),
# then how many valid indexes and validated constraints of each kind there are.
describe_database() {
    local uri=$1 check=$2 measure='count(*)::text'
    if [[ $check == content ]]; then
        measure="count(*)::text || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text"
    fi
    sql "$uri" -v measure="$measure" <<'QUERIES' >"$work/describe.sql" || return
SELECT format('SELECT %L || '' '' || %s FROM ONLY %I.%I t;', format('%I.%I', n.nspname, c.relname),
              :'measure', n.nspname, c.relname)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgcopydb')
   AND n.nspname !~ '^(pg_toast|dunlin)'
 ORDER BY n.nspname, c.relname;
QUERIES
    sql "$uri" -f "$work/describe.sql" || return
    sql "$uri" <<'QUERIES'
WITH here AS (SELECT oid FROM pg_namespace
               WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'pgcopydb')
                 AND nspname !~ '^dunlin')
SELECT 'indexes ' || count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
 WHERE i.indisvalid AND c.relnamespace IN (SELECT oid FROM here)
UNION ALL
(SELECT 'constraints ' || contype::text || ' ' || count(*) FROM pg_constraint
  WHERE convalidated AND contype <> 'n' AND connamespace IN (SELECT oid FROM here)
  GROUP BY contype ORDER BY contype);
QUERIES
}
