package dev.dunlin.postgres;

import dev.dunlin.protocol.Side;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a session is pinned: everything that could change how a value reads or writes, or end the
 * session from outside, has one fixed value, so that both sides speak the same text. Set after
 * connecting, in one round trip, which poolers accept too.
 *
 * @param applicationName what {@code pg_stat_activity} shows unless the user chose a name
 * @param further settings of the caller, applied last
 */
public record SessionSettings(Side side, String applicationName, Map<String, String> further) {

    public SessionSettings {
        further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
    }

    /** A session that only reads. */
    public static SessionSettings source(String applicationName) {
        return new SessionSettings(Side.SOURCE, applicationName, Map.of());
    }

    /** A session that writes the target. */
    public static SessionSettings target(String applicationName) {
        return new SessionSettings(Side.TARGET, applicationName, Map.of());
    }

    /** What pins a replication session: how values read, as start-up options. */
    static String replicationOptions() {
        return "-c search_path=pg_catalog -c DateStyle=ISO,MDY -c IntervalStyle=postgres"
                + " -c TimeZone=UTC -c extra_float_digits=3 -c bytea_output=hex"
                + " -c xmlbinary=base64 -c lc_monetary=C -c statement_timeout=0";
    }

    /** The same with one more setting, for example {@code maintenance_work_mem}. */
    public SessionSettings with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(further);
        more.put(name, value);
        return new SessionSettings(side, applicationName, more);
    }

    /** Every setting for a server of this version (major), in the order they are applied. */
    Map<String, String> resolve(int majorVersion) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("search_path", "");
        all.put("DateStyle", "ISO, MDY");
        all.put("IntervalStyle", "postgres");
        all.put("TimeZone", "UTC");
        all.put("extra_float_digits", "3");
        all.put("bytea_output", "hex");
        all.put("xmlbinary", "base64");
        all.put("xmloption", "content");
        all.put("lc_monetary", "C");
        all.put("row_security", "off");
        all.put("synchronize_seqscans", "off");
        // With the line above: a range reads in the same order each time, so checksums compare.
        all.put("max_parallel_workers_per_gather", "0");
        all.put("statement_timeout", "0");
        all.put("idle_in_transaction_session_timeout", "0");
        if (majorVersion >= 14) {
            all.put("idle_session_timeout", "0");
        }
        if (majorVersion >= 17) {
            all.put("transaction_timeout", "0");
        }
        switch (side) {
            case SOURCE -> {
                all.put("lock_timeout", "30s");
                all.put("default_transaction_read_only", "on");
            }
            case TARGET -> {
                all.put("lock_timeout", "60s");
                all.put("default_transaction_read_only", "off");
                all.put("synchronous_commit", "on");
            }
        }
        all.putAll(further);
        return all;
    }
}
