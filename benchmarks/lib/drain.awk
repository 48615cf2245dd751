# Reads "load round peer seconds wall changes walsender target dunlin verdict" lines, prints the
# runs, then one line per load and peer. A speed of 2 is twice as fast as native in the same round.

function sorted(list, n,    i, j, t) {
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && list[j - 1] > list[j]; j--) {
            t = list[j]; list[j] = list[j - 1]; list[j - 1] = t
        }
}

function median(list, n) {
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function ratio(load, round, peer) {
    if (peer == "native" || !((load, round, peer) in good) || !((load, round, "native") in good)) return ""
    return sprintf("%.2f", good[load, round, "native"] / good[load, round, peer])
}

{
    line[++lines] = $0
    if ($10 == "ok" && $4 > 0) good[$1, $2, $3] = $4 + 0
    if ($2 + 0 > rounds) rounds = $2 + 0
    if (!($1 in changes)) loads[++load_count] = $1
    changes[$1] = $6
}

END {
    printf "%-8s %5s  %-7s %9s %10s %9s %9s %7s %7s %7s  %s\n", "load", "round", "peer", "seconds",
        "changes/s", "x native", "wall s", "sender", "target", "dunlin", "result"
    for (i = 1; i <= lines; i++) {
        split(line[i], f, " ")
        printf "%-8s %5d  %-7s %9.2f %10.0f %9s %9.2f %7.2f %7.2f %7.2f  %s\n", f[1], f[2], f[3], f[4],
            (f[4] > 0 ? f[6] / f[4] : 0), ratio(f[1], f[2], f[3]), f[5], f[7], f[8], f[9],
            (f[10] == "ok" ? "ok" : "FAILED " f[10])
    }

    printf "\n%-8s %9s  %-7s %5s %9s %9s %9s %10s %9s\n", "load", "changes", "peer", "good", "min s",
        "median s", "max s", "changes/s", "x native"
    split("native dunlin", peers, " ")
    for (l = 1; l <= load_count; l++)
        for (p = 1; p <= 2; p++) {
            n = 0; r = 0
            delete times; delete ratios
            for (k = 1; k <= rounds; k++) {
                if ((loads[l], k, peers[p]) in good) times[++n] = good[loads[l], k, peers[p]]
                if (ratio(loads[l], k, peers[p]) != "") ratios[++r] = ratio(loads[l], k, peers[p]) + 0
            }
            sorted(times, n); sorted(ratios, r)
            if (n) printf "%-8s %9d  %-7s %5d %9.2f %9.2f %9.2f %10.0f %9s\n", loads[l], changes[loads[l]],
                peers[p], n, times[1], median(times, n), times[n], changes[loads[l]] / median(times, n),
                (r ? sprintf("%.2f", median(ratios, r)) : "")
            else printf "%-8s %9d  %-7s %5d\n", loads[l], changes[loads[l]], peers[p], 0
        }
}
