# Reads "round peer seconds cpu peak verdict" lines, prints the runs, then one line per peer.
# -v order="dunlin pgcopydb …": the peers in the order asked for.

function sorted(list, n,    i, j, t) {
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && list[j - 1] > list[j]; j--) {
            t = list[j]; list[j] = list[j - 1]; list[j - 1] = t
        }
}

function median(list, n) {
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

# dunlin's time divided by the peer's of the same round; empty where one of them failed.
function ratio(round, peer) {
    if (peer == "dunlin" || !((round, "dunlin") in good) || !((round, peer) in good)) return ""
    return sprintf("%.3f", good[round, "dunlin"] / good[round, peer])
}

{
    lines++
    round_of[lines] = $1; peer_of[lines] = $2; seconds_of[lines] = $3
    cpu_of[lines] = $4; peak_of[lines] = $5; verdict_of[lines] = $6
    if ($6 == "ok") good[$1, $2] = $3 + 0
    if ($1 > rounds) rounds = $1
    if ($5 + 0 > peak[$2]) peak[$2] = $5 + 0
    runs[$2]++
}

END {
    printf "%5s  %-9s %9s %12s %8s %8s  %s\n", "round", "peer", "seconds", "dunlin/peer", "cpu s", "peak MB", "result"
    for (i = 1; i <= lines; i++)
        printf "%5s  %-9s %9.2f %12s %8.2f %8d  %s\n", round_of[i], peer_of[i], seconds_of[i],
            ratio(round_of[i], peer_of[i]), cpu_of[i], peak_of[i],
            verdict_of[i] == "ok" ? "ok" : "FAILED " verdict_of[i]

    printf "\n%-9s %5s %7s %9s %9s %9s %12s %8s\n", "peer", "runs", "failed", "min s", "median s", "max s", "dunlin/peer", "peak MB"
    count = split(order, names, " ")
    for (p = 1; p <= count; p++) {
        name = names[p]; n = 0; r = 0
        delete times; delete ratios
        for (k = 1; k <= rounds; k++) {
            if ((k, name) in good) times[++n] = good[k, name]
            if (ratio(k, name) != "") ratios[++r] = ratio(k, name) + 0
        }
        sorted(times, n); sorted(ratios, r)
        if (n) printf "%-9s %5d %7d %9.2f %9.2f %9.2f %12s %8d\n", name, runs[name], runs[name] - n,
            times[1], median(times, n), times[n], r ? sprintf("%.3f", median(ratios, r)) : "", peak[name]
        else printf "%-9s %5d %7d %9s %9s %9s %12s %8d\n", name, runs[name], runs[name], "-", "-", "-", "", peak[name]
    }
}
